package dev.tandem.call;

import dev.tandem.media.Conference;
import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaStats;
import dev.tandem.media.Offered;
import dev.tandem.media.PcmParty;
import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import dev.tandem.media.PortsExhaustedException;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.sdp.Direction;
import dev.tandem.sip.OutgoingInvite;
import dev.tandem.sip.Reason;
import dev.tandem.sip.SipLeg;
import dev.tandem.sip.SipLegEvent;
import java.net.InetAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** SIP and media as a test wants them: it records what the call does and plays the remote sides. */
public final class FakeWorld implements CallPorts, CallLog {

    /** Where all signalling comes from. */
    static final InetAddress PEER = InetAddress.getLoopbackAddress();

    public final List<FakeLeg> branches = new ArrayList<>();
    public final List<OutgoingInvite> invites = new ArrayList<>();
    public final List<FakeMedia> media = new ArrayList<>();
    public final List<CallView> started = new ArrayList<>();
    public final List<CallView> ended = new ArrayList<>();
    public final List<Runnable> timers = new ArrayList<>();
    public final List<OutboxEvent> events = new ArrayList<>();
    public final List<FakeConference> conferences = new ArrayList<>();
    public int subscribers = 1;
    /** What is told is kept when this is complete. */
    public CompletableFuture<Integer> disk = CompletableFuture.completedFuture(0);

    public int portsLeft = 100;
    public boolean logHasRoom = true;
    public SdpOutcome outcome = new SdpOutcome.Agreed("answer", CodecName.PCMU, Direction.SENDRECV);
    /** Why no offer can be answered. */
    public Optional<SdpOutcome.Refused> refusal = Optional.empty();

    public Optional<Offered> offered = Optional.of(new Offered(LegKind.RTP, List.of(CodecName.PCMU)));

    @Override
    public SipLeg invite(OutgoingInvite invite, Consumer<SipLegEvent> events) {
        FakeLeg leg = new FakeLeg("branch-" + branches.size(), events);
        invites.add(invite);
        branches.add(leg);
        return leg;
    }

    @Override
    public MediaLeg mediaLeg(LegKind kind, Optional<String> trunk, Consumer<MediaEvent> events) {
        if (portsLeft-- == 0) {
            throw new PortsExhaustedException("no port");
        }
        FakeMedia leg = new FakeMedia(kind, events);
        media.add(leg);
        return leg;
    }

    @Override
    public List<CodecName> codecs(String trunk) {
        return List.of(CodecName.PCMU, CodecName.PCMA);
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
    public CompletionStage<Integer> happened(CallFact fact) {
        events.addAll(fact.events());
        if (fact.call().endedAt() != null) {
            ended.add(fact.call());
        }
        return disk.thenApply(written -> fact.events().isEmpty() ? 0 : subscribers);
    }

    public static OutboxEvent event(String type, String key) {
        return new OutboxEvent(
                "id",
                "tenant",
                key,
                new EventDestination.Subscriptions(),
                type,
                "source",
                "subject",
                "{}",
                Instant.EPOCH);
    }

    @Override
    public Conference conference() {
        FakeConference made = new FakeConference();
        conferences.add(made);
        return made;
    }

    /** A conference that writes down who is in it and how. */
    public static final class FakeConference implements Conference {
        public final List<FakeMember> members = new ArrayList<>();
        public boolean closed;

        @Override
        public Member join(MediaLeg leg) {
            return join();
        }

        @Override
        public Member join(PcmParty party) {
            return join();
        }

        private Member join() {
            FakeMember member = new FakeMember(this);
            members.add(member);
            return member;
        }

        @Override
        public int size() {
            return members.size();
        }

        @Override
        public String describe() {
            return "conference of " + members.size();
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    /** A seat of it. */
    public static final class FakeMember implements Conference.Member {
        private final FakeConference conference;
        public boolean muted;
        public boolean deaf;
        public @Nullable PcmSource whispered;
        public @Nullable PcmSink overheard;
        public String pressed = "";

        FakeMember(FakeConference conference) {
            this.conference = conference;
        }

        @Override
        public void mute(boolean now) {
            muted = now;
        }

        @Override
        public void deafen(boolean now) {
            deaf = now;
        }

        @Override
        public void gain(double decibels) {}

        @Override
        public void whisper(@Nullable PcmSource source) {
            whispered = source;
        }

        @Override
        public void overhear(@Nullable PcmSink sink) {
            overheard = sink;
        }

        @Override
        public void press(String digits) {
            pressed += digits;
        }

        @Override
        public void close() {
            conference.members.remove(this);
        }
    }

    /** Conferences that are open, and who is in them. */
    public List<Integer> conferencesOpen() {
        return conferences.stream()
                .filter(conference -> !conference.closed)
                .map(FakeConference::size)
                .toList();
    }

    public long mediaOpen() {
        return media.stream().filter(leg -> !leg.closed).count();
    }

    /** A SIP leg that writes down what it is told. */
    public static final class FakeLeg implements SipLeg {
        public final List<String> told = new ArrayList<>();
        public final Consumer<SipLegEvent> events;
        private final String callId;

        public FakeLeg(String callId, Consumer<SipLegEvent> events) {
            this.callId = callId;
            this.events = events;
        }

        @Override
        public String callId() {
            return callId;
        }

        @Override
        public Optional<InetAddress> peer() {
            return Optional.of(PEER);
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
        public void reject(int status, String reason, Duration retryAfter, Optional<Reason> why) {
            told.add(status + " " + reason + (retryAfter.isZero() ? "" : ", retry after " + retryAfter.toSeconds())
                    + because(why));
        }

        @Override
        public void hangUp(Optional<Reason> why) {
            told.add("hang up" + because(why));
        }

        private static String because(Optional<Reason> why) {
            return why.map(reason -> " because " + reason.value()).orElse("");
        }

        @Override
        public void sendDigit(char digit, int durationMillis) {
            told.add("INFO " + digit + " " + durationMillis);
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
    public final class FakeMedia implements MediaLeg {
        final LegKind kind;
        public final Consumer<MediaEvent> events;
        final StringBuilder digits = new StringBuilder();

        @Nullable InetAddress signalledFrom;

        boolean confirmed;
        boolean withdrawn;
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
        public void withdrawOffer() {
            withdrawn = true;
        }

        @Override
        public SdpOutcome accept(String answer) {
            return outcome;
        }

        @Override
        public Optional<SdpOutcome.Refused> refusal(String offer) {
            return refusal;
        }

        @Override
        public SdpOutcome answer(String offer, List<CodecName> preferred) {
            return outcome;
        }

        @Override
        public void signalledFrom(InetAddress host) {
            signalledFrom = host;
        }

        @Override
        public void confirmed() {
            confirmed = true;
        }

        @Override
        public void digit(char digit, int durationMillis) {
            digits.append(digit);
        }

        @Override
        public MediaStats stats() {
            return new MediaStats(Optional.of(CodecName.PCMU), 10, 20, 0, 0, 1.5, 0, 0, 4.3, 0, 0, 4.2);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
