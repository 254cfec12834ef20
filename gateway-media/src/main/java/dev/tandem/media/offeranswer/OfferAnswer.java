package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.AgreedMedia.Events;
import dev.tandem.media.offeranswer.AgreedMedia.PayloadTypes;
import dev.tandem.media.offeranswer.AgreedMedia.Remote;
import dev.tandem.media.offeranswer.Negotiation.Failed;
import dev.tandem.media.offeranswer.Negotiation.Settled;
import dev.tandem.media.offeranswer.Sdes.Choice.Refused;
import dev.tandem.media.offeranswer.Sdes.Choice.Secured;
import dev.tandem.media.sdp.Address;
import dev.tandem.media.sdp.Attribute;
import dev.tandem.media.sdp.Attributes;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.Origin;
import dev.tandem.media.sdp.RtpMap;
import dev.tandem.media.sdp.SessionDescription;
import dev.tandem.media.sdp.Setup;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The offer/answer state of one leg's session (RFC 3264; RFC 8829 for browsers): one audio stream, everything else refused.
 *
 * <pre>
 * INITIAL ----offer----> OFFERED ----accept----> ANSWERED_BY_PEER ----accept (the final after the early one)--+
 *    |                      ^                          |      ^-----------------------------------------------+
 *    +-------answer---------|--------> ANSWERED_BY_US -+-- offer, answer: again and again
 * </pre>
 *
 * <p>Pure. Called by one thread at a time, the call loop of its call.
 */
public final class OfferAnswer {
    private static final Failed OUT_OF_TURN = new Failed(491, "an offer is already waiting for its answer");
    private static final Failed NOTHING_OFFERED = new Failed(491, "an answer to no offer");
    private static final Failed NOTHING_SHARED = new Failed(488, "no audio stream with a shared codec");

    enum State {
        INITIAL,
        OFFERED,
        ANSWERED_BY_PEER,
        ANSWERED_BY_US
    }

    private final LocalMedia local;
    private final Sdes sdes;
    private final boolean secure;
    private State state = State.INITIAL;
    private List<MediaDescription> streams = List.of();
    private int audioIndex;
    private @Nullable SessionDescription said;
    private long version = 1;

    /** The state of a session without keys in descriptions, of which nothing is said yet. */
    public OfferAnswer(LocalMedia local) {
        this(local, Sdes.OFF);
    }

    /** The same with these keys. */
    public OfferAnswer(LocalMedia local, Sdes sdes) {
        this.local = local;
        this.sdes = sdes;
        secure = local.ice().isPresent();
    }

    State state() {
        return state;
    }

    /** Makes an offer with these codecs, best first; streams of earlier descriptions keep their places. */
    public String offer(List<CodecName> codecs) {
        Optional<String> mid = secure ? Optional.of(mid().orElse("0")) : Optional.empty();
        String protocol = streams.isEmpty()
                ? (secure ? "UDP/TLS/RTP/SAVPF" : sdes.protocol())
                : streams.get(audioIndex).protocol();
        List<Attribute> extensions = streams.isEmpty() && secure
                ? List.of(Attribute.of("extmap", "1 " + StreamWriter.AUDIO_LEVEL))
                : extensions();
        MediaDescription audio = StreamWriter.write(
                local,
                new StreamWriter.Terms(
                        protocol,
                        Formats.offered(codecs),
                        Direction.SENDRECV,
                        mid,
                        Setup.ACTPASS,
                        extensions,
                        secure,
                        CodecName.FRAME_MILLIS,
                        sdes.lines()));
        state = State.OFFERED;
        return say(placed(audio), mid);
    }

    /** Takes the answer to our last offer, or the final answer after an early one. */
    public Negotiation accept(SessionDescription answer) {
        if (state != State.OFFERED && state != State.ANSWERED_BY_PEER) {
            return NOTHING_OFFERED;
        }
        if (answer.media().size() <= audioIndex) {
            return NOTHING_SHARED;
        }
        StreamReader reader = new StreamReader(answer, answer.media().get(audioIndex));
        Negotiation outcome = reader.isAudio(secure)
                ? agree(reader, Formats.codecs(reader.stream()), streams.get(audioIndex), sdes.accept(reader.stream()))
                : NOTHING_SHARED;
        if (outcome instanceof Settled) {
            state = State.ANSWERED_BY_PEER;
        }
        return outcome;
    }

    /** Answers an offer, the first or a later one, with the shared codec {@code preferred} most. */
    public Negotiation answer(SessionDescription offer, List<CodecName> preferred) {
        if (state == State.OFFERED) {
            return OUT_OF_TURN;
        }
        for (int index = 0; index < offer.media().size(); index++) {
            StreamReader reader = new StreamReader(offer, offer.media().get(index));
            List<CodecName> shared = ordered(Formats.codecs(reader.stream()), preferred);
            if (reader.isAudio(secure) && !shared.isEmpty()) {
                return answer(reader, index, shared);
            }
        }
        return NOTHING_SHARED;
    }

    /** The codecs the peer has, those we prefer first, the rest as the peer ranks them. */
    private static List<CodecName> ordered(List<CodecName> theirs, List<CodecName> preferred) {
        List<CodecName> ordered = new ArrayList<>(preferred);
        ordered.retainAll(theirs);
        theirs.stream().filter(codec -> !ordered.contains(codec)).forEach(ordered::add);
        return ordered;
    }

    private Negotiation answer(StreamReader reader, int index, List<CodecName> shared) {
        Sdes.Choice keys = sdes.answer(reader.stream());
        MediaDescription audio = StreamWriter.write(local, answerTerms(reader, shared.get(0), keys));
        Negotiation outcome = agree(reader, shared, audio, keys);
        if (!(outcome instanceof Settled settled)) {
            return outcome;
        }
        audioIndex = index;
        state = State.ANSWERED_BY_US;
        List<MediaDescription> answers = new ArrayList<>();
        reader.description().media().forEach(stream -> answers.add(MediaDescription.refusing(stream)));
        answers.set(index, audio);
        Optional<String> bundled = reader.description().attributes().has("group") ? mid(audio) : Optional.empty();
        return new Settled(say(answers, bundled), settled.media());
    }

    private StreamWriter.Terms answerTerms(StreamReader reader, CodecName codec, Sdes.Choice keys) {
        MediaDescription stream = reader.stream();
        List<RtpMap> formats = new ArrayList<>();
        Formats.find(stream, codec).ifPresent(formats::add);
        Formats.events(stream, codec).ifPresent(formats::add);
        if (!secure) {
            Formats.comfortNoise(stream, codec).ifPresent(formats::add);
        }
        List<Attribute> extensions = new ArrayList<>();
        stream.extension(StreamWriter.AUDIO_LEVEL)
                .ifPresent(id -> extensions.add(Attribute.of("extmap", id + " " + StreamWriter.AUDIO_LEVEL)));
        return new StreamWriter.Terms(
                stream.protocol(),
                formats,
                reader.direction(secure).reversed(),
                mid(stream),
                Setup.PASSIVE,
                extensions,
                reader.rtcpMux(),
                reader.packetMillis(),
                keys instanceof Secured secured ? List.of(secured.agreed().line()) : List.of());
    }

    /** Puts the peer's description and ours together, for the first of {@code codecs} both name. */
    private Negotiation agree(StreamReader reader, List<CodecName> codecs, MediaDescription ours, Sdes.Choice keys) {
        if (!secure && keys instanceof Refused refused) {
            return new Failed(488, refused.reason());
        }
        Optional<Remote> remote = reader.remote(secure);
        if (remote.isEmpty() || (secure && !reader.canStartDtls())) {
            return new Failed(488, "no usable transport for the audio stream");
        }
        return codecs.stream()
                .filter(codec -> Formats.find(ours, codec).isPresent())
                .findFirst()
                .<Negotiation>map(codec -> new Settled("", agreed(reader, codec, ours, remote.get(), keys)))
                .orElse(NOTHING_SHARED);
    }

    private AgreedMedia agreed(
            StreamReader reader, CodecName codec, MediaDescription ours, Remote remote, Sdes.Choice keys) {
        PayloadTypes numbers = numbers(Formats.find(reader.stream(), codec), Formats.find(ours, codec))
                .orElseThrow();
        List<Events> events = Formats.sharedEvents(reader.stream(), ours, codec);
        OptionalInt level = ours.extension(StreamWriter.AUDIO_LEVEL).isPresent()
                ? reader.stream().extension(StreamWriter.AUDIO_LEVEL)
                : OptionalInt.empty();
        Optional<Sdes.Agreed> agreed =
                keys instanceof Secured secured ? Optional.of(secured.agreed()) : Optional.empty();
        return new AgreedMedia(
                codec, numbers, events, level, reader.direction(secure), remote, reader.packetMillis(), agreed);
    }

    private static Optional<PayloadTypes> numbers(Optional<RtpMap> theirs, Optional<RtpMap> ours) {
        return theirs.isEmpty() || ours.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new PayloadTypes(theirs.get().payloadType(), ours.get().payloadType()));
    }

    private List<MediaDescription> placed(MediaDescription audio) {
        if (streams.isEmpty()) {
            return List.of(audio);
        }
        List<MediaDescription> placed = new ArrayList<>(streams);
        placed.set(audioIndex, audio);
        return placed;
    }

    private Optional<String> mid() {
        return streams.isEmpty() ? Optional.empty() : mid(streams.get(audioIndex));
    }

    private static Optional<String> mid(MediaDescription stream) {
        return stream.attributes().first("mid");
    }

    private List<Attribute> extensions() {
        return streams.isEmpty()
                ? List.of()
                : streams.get(audioIndex).attributes().lines().stream()
                        .filter(line -> line.name().equals("extmap"))
                        .toList();
    }

    /** Makes the text; the version rises by one with each change (RFC 3264, section 8). */
    private String say(List<MediaDescription> media, Optional<String> bundled) {
        streams = List.copyOf(media);
        SessionDescription next = description(bundled);
        if (said != null && !said.equals(next)) {
            version++;
            next = description(bundled);
        }
        said = next;
        return next.encode();
    }

    private SessionDescription description(Optional<String> bundled) {
        List<Attribute> session = new ArrayList<>();
        if (secure) {
            session.add(Attribute.flag("ice-lite"));
            bundled.ifPresent(mid -> session.add(Attribute.of("group", "BUNDLE " + mid)));
            session.add(Attribute.of("msid-semantic", " WMS *"));
        }
        Origin origin = new Origin(
                "-", Long.toString(local.sessionId()), Long.toString(version), Address.describe(local.address()));
        Optional<InetAddress> connection = secure ? Optional.empty() : Optional.of(local.address());
        return new SessionDescription(origin, connection, new Attributes(session), streams);
    }
}
