package dev.tandem.media.engine;

import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaStats;
import dev.tandem.media.SdpOutcome;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.codec.Codecs;
import dev.tandem.media.conference.Attachment;
import dev.tandem.media.conference.LegMedia;
import dev.tandem.media.conference.Tally;
import dev.tandem.media.offeranswer.Negotiation;
import dev.tandem.media.offeranswer.Negotiation.Failed;
import dev.tandem.media.offeranswer.Negotiation.Settled;
import dev.tandem.media.offeranswer.OfferAnswer;
import dev.tandem.media.offeranswer.Sdes;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.port.HostLookup;
import dev.tandem.media.port.LegTransport;
import dev.tandem.media.port.MediaLoop;
import dev.tandem.media.rtcp.EModel;
import dev.tandem.media.sdp.SdpParser;
import dev.tandem.media.sdp.SdpParser.HostNames;
import dev.tandem.media.sdp.SdpParser.Parsed;
import dev.tandem.media.sdp.SdpParser.Unreadable;
import dev.tandem.media.sdp.SessionDescription;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A leg of the engine. The SDP half belongs to the call loop that calls it, the media half to a media loop; the one
 * reaches the other by {@link #onLoop} alone.
 */
final class EngineLeg implements MediaLeg {
    private final LegTransport transport;
    private final LegMedia media;
    private final Tally tally;
    private final Sdes sdes;
    private final HostLookup hosts;
    private final Consumer<EngineLeg> onClosed;
    private final AtomicBoolean closing = new AtomicBoolean();
    private final MediaLoop.Ticking ticking;
    private volatile MediaLoop loop;
    private @Nullable OfferAnswer offerAnswer;
    private Optional<InetAddress> signalling = Optional.empty();
    private int negotiations;

    // The media loop's.
    private boolean attached;
    private int followed;
    private boolean closed;

    /** A leg on that loop; {@code onClosed} runs there when everything is freed. */
    EngineLeg(
            LegTransport transport,
            LegMedia media,
            Tally tally,
            Sdes sdes,
            HostLookup hosts,
            MediaLoop loop,
            Consumer<EngineLeg> onClosed) {
        this.transport = transport;
        this.media = media;
        this.tally = tally;
        this.sdes = sdes;
        this.hosts = hosts;
        this.loop = loop;
        this.onClosed = onClosed;
        ticking = media::tick;
    }

    @Override
    public String offer(List<CodecName> codecs) {
        List<CodecName> usable = new ArrayList<>(codecs);
        usable.retainAll(Codecs.available());
        return session(signalling).offer(usable);
    }

    @Override
    public void withdrawOffer() {
        if (offerAnswer != null) {
            offerAnswer.withdraw();
        }
    }

    @Override
    public SdpOutcome accept(String answer) {
        if (offerAnswer == null) {
            return new SdpOutcome.Refused(491, "an answer to no offer");
        }
        OfferAnswer session = offerAnswer;
        SdpOutcome outcome = read(answer, description -> session.accept(description));
        if (outcome instanceof SdpOutcome.Agreed) {
            // Who answers has received what we offered.
            confirmed();
        }
        return outcome;
    }

    @Override
    public void signalledFrom(InetAddress host) {
        Optional<InetAddress> now = Optional.of(host);
        if (!now.equals(signalling)) {
            signalling = now;
            onLoop(() -> transport.signalledFrom(host));
        }
    }

    @Override
    public void confirmed() {
        onLoop(transport::confirm);
    }

    @Override
    public SdpOutcome answer(String offer, List<CodecName> preferred) {
        return read(offer, description -> session(peer(description)).answer(description, preferred));
    }

    @Override
    public Optional<SdpOutcome.Refused> refusal(String offer) {
        SdpParser.Reading parsed = SdpParser.parse(offer, HostNames.KEPT);
        if (parsed instanceof Parsed readable) {
            SessionDescription description = readable.description();
            return session(peer(description))
                    .refusal(description)
                    .map(failed -> new SdpOutcome.Refused(failed.status(), failed.reason()));
        }
        if (parsed instanceof Unreadable unreadable) {
            return Optional.of(new SdpOutcome.Refused(400, unreadable.reason()));
        }
        throw new AssertionError(parsed);
    }

    private static Optional<InetAddress> peer(SessionDescription description) {
        return description.media().stream()
                .map(description::addressOf)
                .flatMap(Optional::stream)
                .filter(address -> !address.isAnyLocalAddress())
                .findFirst();
    }

    private OfferAnswer session(Optional<InetAddress> peer) {
        OfferAnswer known = offerAnswer;
        if (known == null) {
            known = new OfferAnswer(transport.local(peer), sdes);
            offerAnswer = known;
            onLoop(this::attach);
        }
        return known;
    }

    /** What is done with a description that could be read. */
    private interface Reading {
        Negotiation of(SessionDescription description);
    }

    private SdpOutcome read(String sdp, Reading reading) {
        SdpParser.Reading parsed = SdpParser.parse(sdp, HostNames.KEPT);
        if (parsed instanceof Parsed description) {
            return settled(reading.of(description.description()));
        }
        if (parsed instanceof Unreadable unreadable) {
            return new SdpOutcome.Refused(400, unreadable.reason());
        }
        throw new AssertionError(parsed);
    }

    private SdpOutcome settled(Negotiation outcome) {
        if (outcome instanceof Settled settled) {
            int turn = ++negotiations;
            onLoop(() -> follow(settled.streams(), turn));
            Stream audio = settled.audio();
            audio.remote().hostName().ifPresent(host -> lookUp(host, audio, turn));
            return new SdpOutcome.Agreed(settled.sdp(), audio.codec(), audio.remoteDirection());
        }
        if (outcome instanceof Failed failed) {
            return new SdpOutcome.Refused(failed.status(), failed.reason());
        }
        throw new AssertionError(outcome);
    }

    /** Nothing is sent and nobody is heard until the peer's name is known to be an address. */
    private void lookUp(String host, Stream stream, int turn) {
        InetAddress ours = transport.local(Optional.empty()).address();
        hosts.find(
                host,
                ours,
                address -> onLoop(() -> {
                    if (!closed && turn >= followed) {
                        transport.follow(
                                stream.remote().at(address), stream.sdes().isPresent());
                    }
                }));
    }

    private void follow(List<Stream> streams, int turn) {
        // A command that was forwarded while the leg moved may come after its successor.
        if (!closed && turn > followed) {
            followed = turn;
            streams.forEach(this::follow);
        }
    }

    private void follow(Stream stream) {
        switch (stream.kind()) {
            case AUDIO -> {
                transport.follow(stream.remote(), stream.sdes().isPresent());
                media.configure(stream, loop.now());
            }
        }
    }

    /** Runs something on the loop that owns this leg then, wherever it has moved to by that time. */
    void onLoop(Runnable task) {
        MediaLoop target = loop;
        target.execute(() -> {
            if (loop == target) {
                task.run();
            } else {
                onLoop(task);
            }
        });
    }

    private void attach() {
        if (!closed && !attached) {
            attached = true;
            transport.attach(loop, media);
            media.complexity(loop::opusComplexity);
            loop.add(ticking);
        }
    }

    /** Moves this leg to another loop and runs {@code then} there; whatever it is in lets it go first. */
    void moveTo(MediaLoop target, Runnable then) {
        onLoop(() -> {
            if (loop == target) {
                then.run();
                return;
            }
            boolean wasAttached = attached;
            part();
            detach();
            // First the new owner, then its first command: what runs there must find itself at home. Whatever else
            // comes in between finds a leg that only is not read yet.
            loop = target;
            target.execute(() -> {
                if (wasAttached) {
                    attach();
                }
                then.run();
            });
        });
    }

    private void part() {
        Attachment attachment = media.attachment();
        if (attachment != null) {
            attachment.close();
        }
    }

    private void detach() {
        if (attached) {
            attached = false;
            loop.remove(ticking);
            transport.detach(loop);
        }
    }

    MediaLoop loop() {
        return loop;
    }

    LegMedia media() {
        return media;
    }

    /** Whether it is closed. Loop thread. */
    boolean closed() {
        return closed;
    }

    @Override
    public void digit(char digit, int durationMillis) {
        onLoop(() -> media.digit(digit, durationMillis));
    }

    @Override
    public MediaStats stats() {
        double loss = tally.lossPercent();
        double remoteLoss = tally.remoteLossOverallPercent();
        Optional<CodecName> codec = tally.codec();
        return new MediaStats(
                codec,
                tally.packetsIn(),
                tally.packetsOut(),
                tally.lost(),
                loss,
                tally.jitterMillis(),
                remoteLoss,
                tally.roundTripMillis(),
                codec.map(name -> EModel.mos(name, tally.unheardPercent(), tally.delayMillis()))
                        .orElse(1.0),
                tally.droppedPackets(),
                tally.remoteJitterMillis(),
                codec.map(name -> EModel.mos(name, remoteLoss, tally.remoteDelayMillis()))
                        .orElse(1.0));
    }

    @Override
    public void close() {
        if (closing.compareAndSet(false, true)) {
            onLoop(this::free);
        }
    }

    private void free() {
        closed = true;
        part();
        if (attached) {
            media.goodbye(loop.now());
        }
        detach();
        media.close();
        transport.close();
        onClosed.accept(this);
    }
}
