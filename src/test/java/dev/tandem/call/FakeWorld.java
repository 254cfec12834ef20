package dev.tandem.call;

import dev.tandem.media.Bridge;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaStats;
import dev.tandem.media.Offered;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** SIP and media as a test wants them: it records what the call does and plays the remote sides. */
final class FakeWorld implements CallPorts, CallLog {

    final List<FakeLeg> branches = new ArrayList<>();
    final List<FakeMedia> media = new ArrayList<>();
    final List<CallView> started = new ArrayList<>();
    final List<CallView> ended = new ArrayList<>();
    final List<Runnable> timers = new ArrayList<>();
    int bridgesOpen;
    int portsLeft = 100;
    boolean logHasRoom = true;
    SdpOutcome outcome = new SdpOutcome.Agreed("answer", CodecName.PCMU, Direction.SENDRECV);
    Optional<Offered> offered = Optional.of(new Offered(LegKind.RTP, List.of(CodecName.PCMU)));

    @Override
    public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        FakeLeg leg = new FakeLeg("branch-" + branches.size(), events);
        branches.add(leg);
        return leg;
    }

    @Override
    public MediaLeg mediaLeg(LegKind kind, Consumer<MediaEvent> events) {
        if (portsLeft-- == 0) {
            throw new PortsExhaustedException("no port");
        }
        FakeMedia leg = new FakeMedia(kind, events);
        media.add(leg);
        return leg;
    }

    @Override
    public Bridge bridge(MediaLeg one, MediaLeg other) {
        bridgesOpen++;
        return new Bridge() {
            private boolean closed;

            @Override
            public String describe() {
                return "one <-> other";
            }

            @Override
            public void close() {
                bridgesOpen -= closed ? 0 : 1;
                closed = true;
            }
        };
    }

    @Override
    public Optional<Offered> inspect(String offer) {
        return offered;
    }

    @Override
    public void later(Duration delay, Runnable task) {
        timers.add(task);
    }

    @Override
    public boolean started(String tenant, CallView call) {
        started.add(call);
        return logHasRoom;
    }

    @Override
    public void answered(String tenant, CallView call) {}

    @Override
    public void ended(String tenant, CallView call, List<CallTrace.Step> trace) {
        ended.add(call);
    }

    long mediaOpen() {
        return media.stream().filter(leg -> !leg.closed).count();
    }

    /** A SIP leg that writes down what it is told. */
    static final class FakeLeg implements SipLeg {
        final List<String> told = new ArrayList<>();
        final Consumer<SipLegEvent> events;
        private final String callId;

        FakeLeg(String callId, Consumer<SipLegEvent> events) {
            this.callId = callId;
            this.events = events;
        }

        @Override
        public String callId() {
            return callId;
        }

        @Override
        public void progress(int status, Optional<String> sdp) {
            told.add(status + sdp.map(body -> " with " + body).orElse(""));
        }

        @Override
        public void answer(String sdp) {
            told.add("200 with " + sdp);
        }

        @Override
        public void reject(int status, String reason, Duration retryAfter) {
            told.add(status + " " + reason + (retryAfter.isZero() ? "" : ", retry after " + retryAfter.toSeconds()));
        }

        @Override
        public void hangUp() {
            told.add("hang up");
        }

        @Override
        public void reoffer(String sdp) {
            told.add("re-INVITE with " + sdp);
        }

        @Override
        public void answerOffer(String sdp) {
            told.add("offer answered with " + sdp);
        }

        @Override
        public void refuseOffer(int status) {
            told.add("offer refused with " + status);
        }
    }

    /** Media that agrees to whatever the world says. */
    final class FakeMedia implements MediaLeg {
        final LegKind kind;
        final Consumer<MediaEvent> events;
        boolean closed;

        FakeMedia(LegKind kind, Consumer<MediaEvent> events) {
            this.kind = kind;
            this.events = events;
        }

        @Override
        public String offer(List<CodecName> codecs) {
            return "offer " + codecs;
        }

        @Override
        public SdpOutcome accept(String answer) {
            return outcome;
        }

        @Override
        public SdpOutcome answer(String offer, List<CodecName> preferred) {
            return outcome;
        }

        @Override
        public void rollback() {}

        @Override
        public MediaStats stats() {
            return new MediaStats(Optional.of(CodecName.PCMU), 10, 20, 0, 0, 1.5, 0, 0, 4.3, 0);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
