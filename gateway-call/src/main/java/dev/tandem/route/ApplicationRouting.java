package dev.tandem.route;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Refuse;
import dev.tandem.call.EndReason;
import dev.tandem.route.NumberDirectory.OwnedNumber;
import dev.tandem.toll.Payer;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A call from an application: the same ways, limits and caller ID rules as for everybody else. Blocks: workers only. */
public final class ApplicationRouting {

    private final NumberDirectory numbers;
    private final InboundRouting inbound;
    private final OutboundRouting outbound;
    private final Clock clock;

    public ApplicationRouting(NumberDirectory numbers, InboundRouting inbound, OutboundRouting outbound, Clock clock) {
        this.numbers = numbers;
        this.inbound = inbound;
        this.outbound = outbound;
        this.clock = clock;
    }

    /** Whether a tenant may show this number (+E.164) as caller ID. */
    public boolean mayShow(String tenant, String callerId) {
        Optional<OwnedNumber> owned = numbers.owned(callerId);
        return owned.isPresent() && owned.get().tenant().equals(tenant);
    }

    /** The way to a phone number; {@code callerId} is one the application may show. */
    public CallPlan toNumber(Payer payer, String e164, String callerId) {
        List<String> reasons = new ArrayList<>(List.of("caller ID " + callerId + " as the application asked for"));
        CallPlan plan = outbound.toNumber(payer, e164, callerId, clock.instant(), reasons);
        if (plan instanceof CallPlan.Ask ask) {
            reasons.add(e164 + " is answered by the application " + ask.application());
            return new Refuse(EndReason.UNASSIGNED, 480, "Answered by an application", reasons);
        }
        return plan;
    }

    /** The way to an identity, by raw id; {@code callerNumber} may be anything, empty for anonymous. */
    public CallPlan toIdentity(String identity, String callerNumber) {
        return inbound.ringIdentity(identity, callerNumber, clock.instant(), new ArrayList<>());
    }

    /** The way to a SIP URI at a configured trunk. */
    public CallPlan toSipUri(Payer payer, String uri, String callerNumber) {
        return inbound.ringSipUri(payer, uri, callerNumber, clock.instant(), new ArrayList<>());
    }
}
