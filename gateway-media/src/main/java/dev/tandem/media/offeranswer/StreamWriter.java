package dev.tandem.media.offeranswer;

import dev.tandem.media.sdp.Attribute;
import dev.tandem.media.sdp.Attributes;
import dev.tandem.media.sdp.Candidate;
import dev.tandem.media.sdp.ConnectionAddress;
import dev.tandem.media.sdp.Direction;
import dev.tandem.media.sdp.MediaDescription;
import dev.tandem.media.sdp.RtpMap;
import dev.tandem.media.sdp.Setup;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Writes our {@code m=} section: the same lines in the same order, offer or answer. Pure. */
final class StreamWriter {
    static final String AUDIO_LEVEL = "urn:ietf:params:rtp-hdrext:ssrc-audio-level";
    private static final String CNAME = "tandem";

    private final LocalMedia local;
    private final List<Attribute> lines = new ArrayList<>();

    private StreamWriter(LocalMedia local) {
        this.local = local;
    }

    /**
     * What one section says.
     *
     * @param protocol of the {@code m=} line
     * @param formats best first
     * @param direction ours
     * @param mid its name in a BUNDLE, if it has one
     * @param setup our DTLS role, where there is DTLS
     * @param extensions attributes about header extensions, as they are
     * @param rtcpMux whether RTCP shares the port
     * @param packetMillis what packets last that we like to be sent
     * @param cryptos our crypto lines
     */
    record Terms(
            String protocol,
            List<RtpMap> formats,
            Direction direction,
            Optional<String> mid,
            Setup setup,
            List<Attribute> extensions,
            boolean rtcpMux,
            int packetMillis,
            List<Attribute> cryptos) {}

    static MediaDescription write(LocalMedia local, Terms terms) {
        return new StreamWriter(local).section(terms);
    }

    private MediaDescription section(Terms terms) {
        local.ice().ifPresent(ice -> ice(ice, terms));
        terms.mid().ifPresent(mid -> add("mid", mid));
        lines.addAll(terms.extensions());
        lines.add(Attribute.flag(terms.direction().name().toLowerCase(Locale.ROOT)));
        local.ice().ifPresent(ice -> add("msid", CNAME + " audio"));
        if (terms.rtcpMux()) {
            lines.add(Attribute.flag("rtcp-mux"));
        }
        local.ice().ifPresent(ice -> lines.add(Attribute.flag("rtcp-rsize")));
        lines.addAll(terms.cryptos());
        formats(terms);
        List<String> numbers = terms.formats().stream()
                .map(map -> Integer.toString(map.payloadType()))
                .toList();
        return new MediaDescription(
                "audio",
                local.port(),
                terms.protocol(),
                numbers,
                Optional.of(ConnectionAddress.of(local.address())),
                new Attributes(lines));
    }

    private void ice(LocalMedia.LocalIce ice, Terms terms) {
        ice.candidates().stream().map(Candidate::attribute).forEach(lines::add);
        lines.add(Attribute.flag("end-of-candidates"));
        add("ice-ufrag", ice.ufrag());
        add("ice-pwd", ice.pwd());
        lines.add(ice.fingerprint().attribute());
        lines.add(terms.setup().attribute());
    }

    private void formats(Terms terms) {
        for (RtpMap map : terms.formats()) {
            lines.add(map.attribute());
            Formats.parameters(map).ifPresent(text -> add("fmtp", map.payloadType() + " " + text));
        }
        if (local.ice().isEmpty()) {
            add("ptime", Integer.toString(terms.packetMillis()));
        }
        local.ice().ifPresent(ice -> add("ssrc", Integer.toUnsignedString(local.ssrc()) + " cname:" + CNAME));
    }

    private void add(String name, String value) {
        lines.add(Attribute.of(name, value));
    }
}
