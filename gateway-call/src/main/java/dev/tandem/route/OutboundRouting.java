package dev.tandem.route;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Refuse;
import dev.tandem.call.EndReason;
import dev.tandem.call.PartyId;
import dev.tandem.route.NumberDirectory.OwnedNumber;
import dev.tandem.sip.AddressOfRecord;
import dev.tandem.toll.Payer;
import dev.tandem.toll.TollCall;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** A call from a registered user: may they, as whom, and over which trunks. Runs on a worker. */
public final class OutboundRouting {

    /** Refused unless a route's pattern names them: without a trunk that carries them, a wrong promise could cost a life. */
    private static final Set<String> EMERGENCY = Set.of("112", "911", "999", "000", "933");

    private static final int CALLER_IDS_MAX = 100;

    private final NumberDirectory numbers;
    private final TrunkChoice choice;
    private final InboundRouting inbound;
    private final TrunkRing ring;

    public OutboundRouting(
            NumberDirectory numbers,
            Supplier<List<Route>> rules,
            Supplier<List<Trunk>> trunks,
            InboundRouting inbound,
            TrunkRing ring) {
        this.numbers = numbers;
        this.ring = ring;
        this.choice = new TrunkChoice(rules, trunks);
        this.inbound = inbound;
    }

    /** Where a call of {@code user} to {@code dialled} goes; {@code preferred} chooses among the user's caller IDs. */
    public CallPlan plan(AddressOfRecord user, String dialled, Optional<String> preferred, Instant now) {
        List<String> reasons = new ArrayList<>();
        if (EMERGENCY.contains(dialled)) {
            reasons.add(dialled + " is an emergency number, which no trunk here is known to carry");
            return new Refuse(EndReason.NO_ROUTE, 403, "No emergency calling", reasons);
        }
        if (AddressOfRecord.looksLikeOne(dialled)) {
            return inbound.ringIdentity(identity(AddressOfRecord.parse(dialled)), user.userPart(), now, reasons);
        }
        Optional<String> e164 = DialledNumber.e164(dialled);
        if (e164.isEmpty()) {
            reasons.add("'" + dialled + "' is not an E.164 number");
            return new Refuse(EndReason.NOT_FOUND, 404, "Not a number", reasons);
        }
        return callerId(user, preferred, reasons)
                .map(callerId -> toNumber(payer(user), e164.get(), callerId, now, reasons))
                .orElseGet(() -> new Refuse(EndReason.CALLER_ID_FORBIDDEN, 403, "Caller ID not allowed", reasons));
    }

    /** Where a call to a number goes once its caller ID is known. */
    CallPlan toNumber(Payer payer, String e164, String callerId, Instant now, List<String> reasons) {
        Optional<OwnedNumber> ours = numbers.owned(e164);
        if (ours.isPresent()) {
            reasons.add(e164 + " is our own number: the call stays inside");
            return inbound.plan(ours.get(), callerId, now, reasons);
        }
        List<Trunk> trunks = ring.inOrder(choice.trunksFor(e164, reasons), reasons);
        if (trunks.isEmpty()) {
            return new Refuse(EndReason.NO_ROUTE, 404, "No route to that number", reasons);
        }
        trunks.stream()
                .filter(trunk -> !trunk.shown(callerId).equals(callerId))
                .forEach(
                        trunk -> reasons.add("trunk " + trunk.name() + " shows " + trunk.shown(callerId) + " instead"));
        return ring.plan(new TollCall(payer, callerId, trunks.get(0).name(), e164), trunks, now, reasons);
    }

    private static Payer payer(AddressOfRecord user) {
        return Payer.user(identity(user), user.tenant());
    }

    private static String identity(AddressOfRecord aor) {
        return PartyId.identity(aor).rawId();
    }

    private Optional<String> callerId(AddressOfRecord user, Optional<String> preferred, List<String> reasons) {
        List<String> assigned = numbers.assignedTo(user.tenant(), identity(user), CALLER_IDS_MAX);
        if (assigned.isEmpty()) {
            reasons.add("no number we own is assigned to the caller, so there is no caller ID to show");
            return Optional.empty();
        }
        Optional<String> wanted = preferred.flatMap(DialledNumber::e164);
        if (wanted.isPresent() && !assigned.contains(wanted.get())) {
            reasons.add("the caller asked for caller ID " + wanted.get() + ", which is not assigned to them");
            return Optional.empty();
        }
        String chosen = wanted.orElse(assigned.get(0));
        reasons.add("caller ID " + chosen + (wanted.isPresent() ? " as asked for" : " is the caller's number"));
        return Optional.of(chosen);
    }
}
