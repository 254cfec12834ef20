package dev.tandem.call;

import dev.tandem.call.CallView.Direction;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a call came from, as records name it.
 *
 * @param kind trunk or identity
 * @param name the trunk's name or the identity's raw id
 * @param direction inbound from trunks, outbound from users
 */
public record CallOrigin(LegKindName kind, String name, Direction direction) {

    static CallOrigin of(Origin origin) {
        if (origin instanceof Origin.Trunk trunk) {
            return new CallOrigin(LegKindName.TRUNK, trunk.name(), Direction.INBOUND);
        }
        if (origin instanceof Origin.User user) {
            String identity = PartyId.identity(user.aor()).rawId();
            return new CallOrigin(LegKindName.IDENTITY, identity, Direction.OUTBOUND);
        }
        throw new AssertionError(origin);
    }

    /** The caller's raw id: {@code 4:+E164} over a trunk, {@code 4:anonymous} when they hid it. */
    public String partyOf(IncomingInvite invite) {
        if (kind == LegKindName.IDENTITY) {
            return name;
        }
        String number = invite.callerNumber();
        return number.isEmpty() ? "4:anonymous" : PartyId.phone(number).rawId();
    }

    /** What is known of a call that begins with this INVITE. */
    CallBook.Heading heading(String tenant, IncomingInvite invite) {
        return new CallBook.Heading(
                UUID.randomUUID().toString(),
                tenant,
                invite.leg().callId(),
                direction,
                invite.callerNumber(),
                invite.dialled());
    }

    /** The trunk it came over; null when it came from a user. */
    @Nullable String trunk() {
        return kind == LegKindName.TRUNK ? name : null;
    }
}
