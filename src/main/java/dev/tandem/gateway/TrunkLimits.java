package dev.tandem.gateway;

import dev.tandem.route.Trunk;
import dev.tandem.sip.IncomingInvite;
import dev.tandem.sip.IncomingInvite.Origin;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.Reason;
import dev.tandem.sip.RefusedInvite;
import dev.tandem.sip.SipApplication;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import dev.tandem.trunk.TrunkLoad;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps trunks to the calls they may carry, both ways together. A caller on a full trunk is answered 503; a call that would
 * go out over one hears 503 as if the trunk had said so, and goes on to the next. What goes out shows the caller ID that the
 * trunk's rule allows. Thread-safe.
 */
final class TrunkLimits {

    private static final int UNAVAILABLE = 503;

    private final Function<String, Optional<Trunk>> trunks;
    private final Executor later;
    private final LongSupplier nanoClock;
    private final TrunkLoad load = new TrunkLoad();

    /**
     * Limits with no call counted yet.
     *
     * @param trunks the trunk of a name, as it is now
     * @param later runs what must not happen before a method has returned
     */
    TrunkLimits(Function<String, Optional<Trunk>> trunks, Executor later, LongSupplier nanoClock) {
        this.trunks = trunks;
        this.later = later;
        this.nanoClock = nanoClock;
    }

    /** Calls that found their trunk full. */
    long refused() {
        return load.refused();
    }

    /** Places a call, unless its trunk is full. */
    SipLeg invite(
            OutgoingInvite invite,
            Consumer<SipLegEvent> events,
            BiFunction<OutgoingInvite, Consumer<SipLegEvent>, SipLeg> place) {
        Optional<Trunk> trunk = invite.target() instanceof Target.Trunk target
                ? trunks.apply(target.peer().name())
                : Optional.empty();
        if (trunk.isEmpty()) {
            return place.apply(invite, events);
        }
        if (!load.begins(trunk.get(), nanoClock.getAsLong())) {
            later.execute(() -> events.accept(new SipLegEvent.Rejected(UNAVAILABLE, full(trunk.get()))));
            return new NoLeg();
        }
        String shown = trunk.get().shown(invite.callerNumber());
        return place.apply(invite.showing(shown), counting(trunk.get(), events));
    }

    /** The application behind the limits. */
    SipApplication before(SipApplication application) {
        return new SipApplication() {
            @Override
            public Consumer<SipLegEvent> onInvite(IncomingInvite invite) {
                return incoming(invite, application);
            }

            @Override
            public void onRefused(RefusedInvite refused) {
                application.onRefused(refused);
            }
        };
    }

    private Consumer<SipLegEvent> incoming(IncomingInvite invite, SipApplication application) {
        Optional<Trunk> trunk =
                invite.origin() instanceof Origin.Trunk origin ? trunks.apply(origin.name()) : Optional.empty();
        if (trunk.isEmpty()) {
            return application.onInvite(invite);
        }
        if (load.begins(trunk.get(), nanoClock.getAsLong())) {
            return counting(trunk.get(), application.onInvite(invite));
        }
        String reason = full(trunk.get());
        invite.leg().reject(UNAVAILABLE, reason);
        application.onRefused(new RefusedInvite(
                invite.leg().callId(),
                trunk.get().name(),
                invite.dialled(),
                invite.callerNumber(),
                UNAVAILABLE,
                reason));
        return event -> {};
    }

    private Consumer<SipLegEvent> counting(Trunk trunk, Consumer<SipLegEvent> events) {
        AtomicBoolean over = new AtomicBoolean();
        return event -> {
            boolean last = event instanceof SipLegEvent.Ended || event instanceof SipLegEvent.Rejected;
            if (last && over.compareAndSet(false, true)) {
                load.ended(trunk.name(), nanoClock.getAsLong());
            }
            events.accept(event);
        };
    }

    private static String full(Trunk trunk) {
        return "Trunk " + trunk.name() + " carries as many calls as it may";
    }

    /** The leg of a call that was not placed: nothing can be done with it. */
    static final class NoLeg implements SipLeg {

        @Override
        public String callId() {
            return "";
        }

        @Override
        public Optional<InetAddress> peer() {
            return Optional.empty();
        }

        @Override
        public void progress(int status, Optional<String> sdp) {}

        @Override
        public void answer(String sdp) {}

        @Override
        public void reject(int status, String reason, Duration retryAfter, Optional<Reason> why) {}

        @Override
        public void hangUp(Optional<Reason> why) {}

        @Override
        public void reoffer(String sdp) {}

        @Override
        public void sendDigit(char digit, int durationMillis) {}

        @Override
        public void answerOffer(String sdp) {}

        @Override
        public void refuseOffer(int status) {}
    }
}
