package dev.tandem.call;

import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.Diversion;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.toll.Charge;
import java.time.Duration;
import java.util.List;

/** What routing decided for a call, with its reasons in words. */
public sealed interface CallPlan {

    /** Why, one sentence a step, for the call's trace. */
    List<String> reasons();

    /**
     * Ring these, one wave after another; the targets of a wave ring at once and the first answer wins.
     *
     * @param waves in order; never empty, none empty
     * @param callerNumber +E.164 or user part to show the callee; empty for anonymous
     * @param charge what it costs whoever pays for it
     * @param diversions the number of ours that forwards the call; none or one
     */
    record Ring(List<Wave> waves, String callerNumber, List<String> reasons, Charge charge, List<Diversion> diversions)
            implements CallPlan {

        /** A plan that costs nobody anything, of a call that goes where it was dialled. */
        public Ring(List<Wave> waves, String callerNumber, List<String> reasons) {
            this(waves, callerNumber, reasons, Charge.NONE);
        }

        /** A call that goes where it was dialled. */
        public Ring(List<Wave> waves, String callerNumber, List<String> reasons, Charge charge) {
            this(waves, callerNumber, reasons, charge, List.of());
        }

        /** The same, forwarded by a number of ours. */
        public Ring forwardedBy(Diversion diversion) {
            return new Ring(waves, callerNumber, reasons, charge, List.of(diversion));
        }

        public Ring {
            diversions = List.copyOf(diversions);
            waves = List.copyOf(waves);
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Offer the call to an application, which answers, redirects or rejects it.
     *
     * @param application its name
     * @param dialled the number of ours that was dialled, +E.164
     */
    record Ask(String application, String dialled, List<String> reasons) implements CallPlan {
        public Ask {
            reasons = List.copyOf(reasons);
        }
    }

    /** Refuse the call: nobody is there, or the caller may not. */
    record Refuse(EndReason reason, int sipStatus, String text, List<String> reasons) implements CallPlan {
        public Refuse {
            reasons = List.copyOf(reasons);
        }
    }

    /** Targets that ring at the same time. */
    record Wave(List<Destination> destinations) {
        public Wave {
            destinations = List.copyOf(destinations);
        }
    }

    /**
     * One place to ring.
     *
     * @param target where the INVITE goes
     * @param kind trunk or identity
     * @param name the trunk's name or the identity's raw id, for the call record
     * @param codecs what may be offered there, best first
     * @param silence how long it may say nothing at all before the next wave is tried; zero: as SIP has it
     */
    record Destination(
            OutgoingInvite.Target target, LegKindName kind, String name, List<CodecName> codecs, Duration silence) {

        /** A place that may be silent as long as SIP has it. */
        public Destination(OutgoingInvite.Target target, LegKindName kind, String name, List<CodecName> codecs) {
            this(target, kind, name, codecs, Duration.ZERO);
        }

        public Destination {
            codecs = List.copyOf(codecs);
        }
    }
}
