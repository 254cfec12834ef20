package dev.tandem.media.offeranswer;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.Kind;
import dev.tandem.media.offeranswer.Stream.Remote;
import dev.tandem.media.offeranswer.Stream.Transport;
import dev.tandem.media.offeranswer.StreamNegotiation.Accepted;
import dev.tandem.media.offeranswer.StreamNegotiation.Refused;
import dev.tandem.media.sdp.Attribute;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.RtpMap;
import dev.tandem.media.sdp.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Negotiates one {@code m=} section by itself, whatever the others say (RFC 3264, sections 6 and 7). Pure. */
final class StreamNegotiator {
    static final Refused NOTHING_SHARED = new Refused("no audio stream with a shared codec");
    private static final Refused UNREACHABLE = new Refused("no usable transport for the audio stream");

    private final LocalMedia local;
    private final Sdes sdes;
    private final boolean secure;

    StreamNegotiator(LocalMedia local, Sdes sdes) {
        this.local = local;
        this.sdes = sdes;
        secure = local.ice().isPresent();
    }

    /** Answers an offered section with the shared codec {@code preferred} most. */
    StreamNegotiation answer(StreamReader theirs, List<CodecName> preferred) {
        List<CodecName> shared = ordered(Formats.codecs(theirs.section()), preferred);
        if (!theirs.isAudio(secure) || shared.isEmpty()) {
            return NOTHING_SHARED;
        }
        Sdes.Choice choice = sdes.answer(theirs.section());
        return agree(theirs, StreamWriter.write(local, terms(theirs, shared.get(0), choice)), choice);
    }

    /** Takes the answer to a section of ours. */
    StreamNegotiation accept(StreamReader theirs, MediaDescription ours) {
        return theirs.isAudio(secure) ? agree(theirs, ours, sdes.accept(theirs.section())) : NOTHING_SHARED;
    }

    /** The codecs the peer has, those we prefer first, the rest as the peer ranks them. */
    private static List<CodecName> ordered(List<CodecName> theirs, List<CodecName> preferred) {
        List<CodecName> ordered = new ArrayList<>(preferred);
        ordered.retainAll(theirs);
        theirs.stream().filter(codec -> !ordered.contains(codec)).forEach(ordered::add);
        return ordered;
    }

    private StreamWriter.Terms terms(StreamReader theirs, CodecName codec, Sdes.Choice choice) {
        MediaDescription section = theirs.section();
        List<RtpMap> formats = new ArrayList<>();
        Formats.find(section, codec).ifPresent(formats::add);
        Formats.events(section, codec).ifPresent(formats::add);
        if (!secure) {
            Formats.comfortNoise(section, codec).ifPresent(formats::add);
        }
        List<Attribute> extensions = new ArrayList<>();
        section.extension(StreamWriter.AUDIO_LEVEL)
                .ifPresent(id -> extensions.add(Attribute.of("extmap", id + " " + StreamWriter.AUDIO_LEVEL)));
        return new StreamWriter.Terms(
                section.protocol(),
                formats,
                theirs.direction(secure).reversed(),
                section.mid(),
                Setup.PASSIVE,
                extensions,
                theirs.rtcpMux(),
                theirs.packetMillis(),
                choice.keys().map(Sdes.Agreed::line).stream().toList());
    }

    /** Puts the peer's section and ours together: the codecs both name, those the peer ranks higher first. */
    private StreamNegotiation agree(StreamReader theirs, MediaDescription ours, Sdes.Choice choice) {
        Optional<String> refusal = choice.refusal();
        if (refusal.isPresent()) {
            return new Refused(refusal.get());
        }
        Optional<Remote> remote = theirs.remote(secure);
        if (remote.isEmpty()) {
            return UNREACHABLE;
        }
        List<Format> codecs = Formats.shared(theirs.section(), ours);
        return codecs.isEmpty()
                ? NOTHING_SHARED
                : new Accepted(ours, stream(theirs, ours, codecs, transport(theirs, ours, remote.get(), choice)));
    }

    private Stream stream(StreamReader theirs, MediaDescription ours, List<Format> codecs, Transport transport) {
        return new Stream(
                Kind.AUDIO,
                theirs.direction(secure),
                codecs,
                Formats.sharedEvents(theirs.section(), ours, codecs.get(0).codec()),
                theirs.packetMillis(),
                transport);
    }

    private static Transport transport(StreamReader theirs, MediaDescription ours, Remote remote, Sdes.Choice choice) {
        OptionalInt level = ours.extension(StreamWriter.AUDIO_LEVEL).isPresent()
                ? theirs.section().extension(StreamWriter.AUDIO_LEVEL)
                : OptionalInt.empty();
        return new Transport(remote, choice.keys(), level);
    }
}
