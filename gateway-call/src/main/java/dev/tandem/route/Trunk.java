package dev.tandem.route;

import dev.tandem.media.LegTerms;
import dev.tandem.media.codec.CodecName;
import dev.tandem.media.dtmf.DigitTransport;
import dev.tandem.media.offeranswer.SrtpPolicy;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.DigestCredentials;
import dev.tandem.sip.TrunkPeer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A peering with a carrier.
 *
 * @param name what configuration, routes and call records call it; Azure's {@code /sip} calls it the FQDN
 * @param host peer's host name or address
 * @param port peer's port
 * @param transport how to reach it
 * @param allowedSources blocks its calls may come from; empty: by digest only
 * @param credentials for digest, both ways
 * @param register whether we register there
 * @param codecs what is offered, best first
 * @param srtp media encryption
 * @param dtmf how digits travel
 * @param maxCalls most calls at a time; empty: no limit
 * @param maxCallsPerSecond most new calls a second; empty: no limit
 * @param callerIdRule {@code keep}, or the number to show instead
 * @param country ISO 3166-1: numbers without a plus are read as they are dialled there; empty: as the configuration says
 * @param trusted whether it is told the number of a caller who wants to stay anonymous (RFC 3325, section 7)
 * @param enabled a disabled trunk neither sends nor receives
 */
public record Trunk(
        String name,
        String host,
        int port,
        TrunkPeer.Transport transport,
        List<Cidr> allowedSources,
        Optional<DigestCredentials> credentials,
        boolean register,
        List<CodecName> codecs,
        SrtpPolicy srtp,
        DigitTransport dtmf,
        OptionalInt maxCalls,
        OptionalInt maxCallsPerSecond,
        String callerIdRule,
        Optional<String> country,
        boolean trusted,
        boolean enabled) {

    /** The caller ID rule that leaves the caller ID alone. */
    public static final String KEEP_CALLER_ID = "keep";

    /** Copies the lists, so that a trunk is a value. */
    public Trunk {
        allowedSources = List.copyOf(allowedSources);
        codecs = List.copyOf(codecs);
    }

    /** A trunk as {@code /sip} makes one: TLS to an FQDN, all else as usual. */
    public static Trunk ofFqdn(String fqdn, int port) {
        return ofPeer(new TrunkPeer(fqdn, fqdn, port, TrunkPeer.Transport.TLS, List.of(), Optional.empty(), true));
    }

    /** A trunk that the SIP layer knows already, all else as usual. */
    public static Trunk ofPeer(TrunkPeer peer) {
        return new Trunk(
                peer.name(),
                peer.host(),
                peer.port(),
                peer.transport(),
                peer.allowedSources(),
                peer.credentials(),
                false,
                List.of(CodecName.PCMU, CodecName.PCMA),
                SrtpPolicy.OFF,
                DigitTransport.RFC4733,
                OptionalInt.empty(),
                OptionalInt.empty(),
                KEEP_CALLER_ID,
                Optional.empty(),
                peer.trusted(),
                peer.enabled());
    }

    public Trunk withPort(int newPort) {
        return new Trunk(
                name,
                host,
                newPort,
                transport,
                allowedSources,
                credentials,
                register,
                codecs,
                srtp,
                dtmf,
                maxCalls,
                maxCallsPerSecond,
                callerIdRule,
                country,
                trusted,
                enabled);
    }

    /** The number a call shows on this trunk; who withholds theirs (empty) goes on withholding it. */
    public String shown(String callerNumber) {
        return callerNumber.isEmpty() || callerIdRule.equals(KEEP_CALLER_ID) ? callerNumber : callerIdRule;
    }

    /** What its media agrees to beyond codecs. */
    public LegTerms terms() {
        // A host name is looked up only when the INVITE is sent; until then nobody knows which way it lies.
        return new LegTerms(srtp, dtmf, Cidr.parse(host).map(Cidr::network));
    }

    /** Whether the keys of its media travel where they can be read. */
    public boolean keysInTheClear() {
        return srtp != SrtpPolicy.OFF && transport != TrunkPeer.Transport.TLS;
    }

    /** The trunk as the SIP layer needs it. */
    public TrunkPeer peer() {
        return new TrunkPeer(name, host, port, transport, allowedSources, credentials, enabled, trusted);
    }
}
