package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Negotiation.Failed;
import dev.tandem.media.offeranswer.Negotiation.Settled;
import dev.tandem.media.offeranswer.StreamNegotiation.Accepted;
import dev.tandem.media.sdp.Address;
import dev.tandem.media.sdp.Attribute;
import dev.tandem.media.sdp.Attributes;
import dev.tandem.media.sdp.ConnectionAddress;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.Origin;
import dev.tandem.media.sdp.RtpMap;
import dev.tandem.media.sdp.SessionDescription;
import dev.tandem.media.sdp.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The offer/answer state of one leg's session (RFC 3264; RFC 8829 for browsers). Each {@code m=} section is negotiated by
 * itself; a leg has one audio stream, so the first section that can be one is, and all others are refused.
 *
 * <pre>
 * INITIAL ----offer----> OFFERED ----accept----> ANSWERED_BY_PEER ----accept (the final after the early one)--+
 *    |                      ^                          |      ^-----------------------------------------------+
 *    +-------answer---------|--------> ANSWERED_BY_US -+-- offer, answer: again and again
 * </pre>
 *
 * <p>An offer that nobody answers is withdrawn, and all is as it was before.
 *
 * <p>Pure. Called by one thread at a time, the call loop of its call.
 */
public final class OfferAnswer {
    private static final Failed OUT_OF_TURN = new Failed(491, "an offer is already waiting for its answer");
    private static final Failed NOTHING_OFFERED = new Failed(491, "an answer to no offer");

    enum State {
        INITIAL,
        OFFERED,
        ANSWERED_BY_PEER,
        ANSWERED_BY_US
    }

    private record Agreement(State state, List<MediaDescription> sections) {}

    private final LocalMedia local;
    private final Sdes sdes;
    private final StreamNegotiator negotiator;
    private final boolean secure;
    private State state = State.INITIAL;
    /** Ours as last said; empty before anything is. */
    private List<MediaDescription> sections = List.of();

    /** Before the offer that is open. */
    private Agreement before = new Agreement(State.INITIAL, List.of());

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
        negotiator = new StreamNegotiator(local, sdes);
        secure = local.ice().isPresent();
    }

    State state() {
        return state;
    }

    /** Makes an offer with these codecs, best first; sections of earlier descriptions keep their places. */
    public String offer(List<CodecName> codecs) {
        StreamWriter.Terms terms = sections.isEmpty() ? firstTerms(codecs) : laterTerms(codecs, audioSection());
        List<MediaDescription> placed = new ArrayList<>(sections);
        MediaDescription audio = StreamWriter.write(local, terms);
        if (placed.isEmpty()) {
            placed.add(audio);
        } else {
            placed.set(audioIndex, audio);
        }
        if (state != State.OFFERED) {
            before = new Agreement(state, sections);
        }
        state = State.OFFERED;
        return say(placed, terms.mid());
    }

    /** Takes an offer back that was refused, or not answered. */
    public void withdraw() {
        if (state == State.OFFERED) {
            state = before.state();
            sections = before.sections();
        }
    }

    private MediaDescription audioSection() {
        return sections.get(audioIndex);
    }

    private StreamWriter.Terms firstTerms(List<CodecName> codecs) {
        return offered(
                secure ? "UDP/TLS/RTP/SAVPF" : sdes.protocol(),
                OfferedFormats.of(codecs, List.of()),
                secure ? Optional.of("0") : Optional.empty(),
                secure ? List.of(Attribute.of("extmap", "1 " + StreamWriter.AUDIO_LEVEL)) : List.of());
    }

    private StreamWriter.Terms laterTerms(List<CodecName> codecs, MediaDescription before) {
        return offered(
                before.protocol(),
                OfferedFormats.of(codecs, before.rtpMaps()),
                secure ? before.mid().or(() -> Optional.of("0")) : Optional.empty(),
                before.attributes().named("extmap"));
    }

    private StreamWriter.Terms offered(
            String protocol, List<RtpMap> formats, Optional<String> mid, List<Attribute> extensions) {
        return new StreamWriter.Terms(
                protocol,
                formats,
                Direction.SENDRECV,
                mid,
                Setup.ACTPASS,
                extensions,
                secure,
                CodecName.FRAME_MILLIS,
                sdes.lines());
    }

    /** Takes the answer to our last offer, or the final answer after an early one. */
    public Negotiation accept(SessionDescription answer) {
        if (state != State.OFFERED && state != State.ANSWERED_BY_PEER) {
            return NOTHING_OFFERED;
        }
        StreamNegotiation outcome = answer.media().size() <= audioIndex
                ? StreamNegotiator.NOTHING_SHARED
                : negotiator.accept(new StreamReader(answer, answer.media().get(audioIndex)), audioSection());
        Optional<Accepted> audio = outcome.accepted();
        if (audio.isEmpty()) {
            return failed(List.of(outcome));
        }
        state = State.ANSWERED_BY_PEER;
        return new Settled("", List.of(audio.get().stream()));
    }

    /** Answers an offer, the first or a later one, with the shared codec {@code preferred} most. */
    public Negotiation answer(SessionDescription offer, List<CodecName> preferred) {
        if (state == State.OFFERED) {
            return OUT_OF_TURN;
        }
        List<StreamNegotiation> outcomes = negotiate(offer, preferred);
        for (int index : inUseFirst(outcomes.size())) {
            Optional<Accepted> audio = outcomes.get(index).accepted();
            if (audio.isPresent()) {
                return answered(offer, index, audio.get());
            }
        }
        return failed(outcomes);
    }

    /** Why an offer cannot be answered; empty when it can. Changes nothing. */
    public Optional<Failed> refusal(SessionDescription offer) {
        List<StreamNegotiation> outcomes = negotiate(offer, List.of());
        return outcomes.stream().anyMatch(outcome -> outcome.accepted().isPresent())
                ? Optional.empty()
                : Optional.of(failed(outcomes));
    }

    private List<StreamNegotiation> negotiate(SessionDescription offer, List<CodecName> preferred) {
        return offer.media().stream()
                .map(section -> negotiator.answer(new StreamReader(offer, section), preferred))
                .toList();
    }

    /** The stream in use goes on if it can (RFC 3264, section 8); before there is one, the first place comes first. */
    private int[] inUseFirst(int places) {
        return IntStream.concat(IntStream.of(audioIndex), IntStream.range(0, places))
                .filter(index -> index < places)
                .toArray();
    }

    private Settled answered(SessionDescription offer, int index, Accepted audio) {
        audioIndex = index;
        state = State.ANSWERED_BY_US;
        List<MediaDescription> answers = new ArrayList<>();
        offer.media().forEach(section -> answers.add(MediaDescription.refusing(section)));
        answers.set(index, audio.ours());
        Optional<String> bundled =
                offer.attributes().has("group") ? audio.ours().mid() : Optional.empty();
        return new Settled(say(answers, bundled), List.of(audio.stream()));
    }

    /** Says why nothing came of it: what was wrong with the first section that might have been it. */
    private static Failed failed(List<StreamNegotiation> outcomes) {
        String reason = outcomes.stream()
                .flatMap(outcome -> outcome.refusal().stream())
                .filter(refusal -> !refusal.equals(StreamNegotiator.NOTHING_SHARED.reason()))
                .findFirst()
                .orElse(StreamNegotiator.NOTHING_SHARED.reason());
        return new Failed(488, reason);
    }

    /** Makes the text; the version rises by one with each change (RFC 3264, section 8). */
    private String say(List<MediaDescription> media, Optional<String> bundled) {
        sections = List.copyOf(media);
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
        Optional<ConnectionAddress> connection =
                secure ? Optional.empty() : Optional.of(ConnectionAddress.of(local.address()));
        return new SessionDescription(origin, connection, new Attributes(session), sections);
    }
}
