package dev.tandem.gateway;

import dev.tandem.number.E164;
import dev.tandem.number.plan.DialledDigits;
import dev.tandem.route.Trunk;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.RefusedInvite;
import dev.tandem.sip.Relayed;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLegEvent;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Writes the numbers of incoming calls in +E.164, so that everything behind it sees one form: a trunk's as they are written in
 * its country, called and caller; what a user dials as in the country of the configuration. What may be a short code stays
 * as it is. Thread-safe.
 */
final class NumberNormalization {

    private final Function<String, Optional<Trunk>> trunks;
    private final Optional<String> usualCountry;

    /**
     * Reads numbers.
     *
     * @param trunks the trunk of a name, as it is now
     * @param usualCountry ISO 3166-1, of trunks that name none and of users; empty: such numbers stay as they are
     */
    NumberNormalization(Function<String, Optional<Trunk>> trunks, Optional<String> usualCountry) {
        this.trunks = trunks;
        this.usualCountry = usualCountry;
    }

    /** The application behind it. */
    SipApplication before(SipApplication application) {
        return new SipApplication() {
            @Override
            public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
                return application.onInvite(normalized(invite));
            }

            @Override
            public void onRefused(RefusedInvite refused) {
                application.onRefused(refused);
            }
        };
    }

    /** An INVITE with its numbers in +E.164. */
    IncomingInvite normalized(IncomingInvite invite) {
        if (invite.origin() instanceof Origin.Trunk trunk) {
            return trunks.apply(trunk.name())
                    .flatMap(Trunk::country)
                    .or(() -> usualCountry)
                    .map(country -> ofTrunk(invite, country))
                    .orElse(invite);
        }
        if (invite.origin() instanceof Origin.User) {
            return usualCountry.map(country -> ofUser(invite, country)).orElse(invite);
        }
        throw new AssertionError(invite.origin());
    }

    private static IncomingInvite ofTrunk(IncomingInvite invite, String country) {
        Relayed relayed = invite.relayed();
        return invite.with(
                e164(invite.dialled(), country),
                e164(invite.callerNumber(), country),
                new Relayed(relayed.anonymous(), e164(relayed.assertedNumber(), country), relayed.headers()));
    }

    private static IncomingInvite ofUser(IncomingInvite invite, String country) {
        return AddressOfRecord.looksLikeOne(invite.dialled())
                ? invite
                : invite.with(e164(invite.dialled(), country), invite.callerNumber(), invite.relayed());
    }

    private static String e164(String number, String country) {
        // Nearly all have their plus: the plans are asked about the others alone.
        return number.isEmpty() || number.charAt(0) == '+'
                ? number
                : DialledDigits.e164(number, country).map(E164::value).orElse(number);
    }
}
