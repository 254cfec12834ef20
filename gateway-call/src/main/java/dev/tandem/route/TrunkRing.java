package dev.tandem.route;

import dev.tandem.call.CallPlan;
import dev.tandem.call.CallPlan.Destination;
import dev.tandem.call.CallPlan.Refuse;
import dev.tandem.call.CallPlan.Ring;
import dev.tandem.call.CallPlan.Wave;
import dev.tandem.call.EndReason;
import dev.tandem.call.LegKindName;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.toll.TollCall;
import dev.tandem.toll.TollDecision;
import dev.tandem.toll.TollGate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Rings somebody over trunks, one after another, if whoever pays for it may call there. */
public final class TrunkRing {

    private static final int FORBIDDEN = 403;

    /** A trunk that works says Trying at once (RFC 3261, section 17.2.1): one that does not is passed over. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(5);

    private static final Duration SILENCE_OF_DOWN_MAX = Duration.ofSeconds(2);

    private final TollGate gate;
    private final Predicate<String> down;

    /**
     * Rings whom the gate lets be called.
     *
     * @param down whether the trunk of that name is known not to answer
     */
    public TrunkRing(TollGate gate, Predicate<String> down) {
        this.gate = gate;
        this.down = down;
    }

    /** The plan for a number of the telephone network. */
    CallPlan plan(TollCall call, List<Trunk> trunks, Instant now, List<String> reasons) {
        return plan(call, call.destination(), call.callerId(), trunks, now, reasons);
    }

    /** The same, dialled in the words of {@code dialled}. */
    CallPlan plan(
            TollCall call, String dialled, String callerNumber, List<Trunk> trunks, Instant now, List<String> reasons) {
        TollDecision decision = gate.pass(call, now);
        if (decision instanceof TollDecision.Refused refused) {
            String why = refused.trip().why();
            reasons.add("limits against toll fraud: " + why);
            return new Refuse(EndReason.TOLL_LIMIT, FORBIDDEN, why, reasons);
        }
        if (decision instanceof TollDecision.Passed passed) {
            return new Ring(waves(trunks, dialled), callerNumber, reasons, passed.charge());
        }
        throw new AssertionError(decision);
    }

    /** The trunks as they are tried: those that are known to be down come last. */
    List<Trunk> inOrder(List<Trunk> trunks, List<String> reasons) {
        List<Trunk> last =
                trunks.stream().filter(trunk -> down.test(trunk.name())).toList();
        if (last.isEmpty() || last.size() == trunks.size()) {
            return trunks;
        }
        last.forEach(trunk -> reasons.add("trunk " + trunk.name() + " does not answer: it is tried last"));
        List<Trunk> order = new ArrayList<>(trunks);
        order.removeAll(last);
        order.addAll(last);
        return order;
    }

    private List<Wave> waves(List<Trunk> trunks, String dialled) {
        List<Wave> waves = new ArrayList<>();
        for (Trunk trunk : trunks) {
            boolean isLast = waves.size() == trunks.size() - 1;
            waves.add(over(trunk, dialled, silence(trunk, trunks.size() > 1, isLast)));
        }
        return waves;
    }

    private Duration silence(Trunk trunk, boolean hasAlternative, boolean isLast) {
        if (hasAlternative && down.test(trunk.name())) {
            return SILENCE_OF_DOWN_MAX;
        }
        return isLast ? Duration.ZERO : SILENCE_MAX;
    }

    /** The plan for somebody whom it costs nothing to call. */
    static CallPlan free(String user, String callerNumber, Trunk trunk, List<String> reasons) {
        return new Ring(List.of(over(trunk, user, Duration.ZERO)), callerNumber, reasons);
    }

    private static Wave over(Trunk trunk, String dialled, Duration silence) {
        Target target = new Target.Trunk(trunk.peer(), dialled);
        return new Wave(List.of(new Destination(target, LegKindName.TRUNK, trunk.name(), trunk.codecs(), silence)));
    }
}
