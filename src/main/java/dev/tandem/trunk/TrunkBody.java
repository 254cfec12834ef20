package dev.tandem.trunk;

import dev.tandem.media.codec.CodecName;
import dev.tandem.route.Trunk;
import dev.tandem.sip.Cidr;
import dev.tandem.sip.DigestCredentials;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A trunk on the wire. Everything but the host has a default; the password is never answered.
 *
 * @param name only in answers; requests name the trunk in the path
 * @param host host name or IP address
 * @param port default 5060, for tls 5061
 * @param transport udp (default), tcp or tls
 * @param allowedSources CIDR blocks calls may come from; none: by digest only
 * @param username for digest
 * @param password write-only; absent beside the same username: the one before stays
 * @param register whether to register there
 * @param codecs best first; default PCMU, PCMA
 * @param srtp off (default), optional or required: keys in the descriptions (SDES); sdes is another word for required
 * @param dtmf rfc4733 (default), info or inband
 * @param maxCalls most calls at a time
 * @param maxCallsPerSecond most new calls a second
 * @param callerIdRule keep (default), or the +E.164 number to show instead
 * @param country ISO 3166-1, how numbers without a plus are read; default tandem.sip.country
 * @param trusted whether it is told the number of a caller who wants to stay anonymous; default true
 * @param enabled default true
 * @param warnings only in answers: what works, but not as one might think
 */
@Schema(name = "Trunk")
public record TrunkBody(
        @Schema(readOnly = true) @Nullable String name,
        @Schema(required = true) @Nullable String host,
        @Nullable Integer port,

        @Schema(enumeration = {"udp", "tcp", "tls"}) @Nullable String transport,

        @Nullable List<String> allowedSources,
        @Nullable String username,
        @Schema(writeOnly = true) @Nullable String password,
        @Nullable Boolean register,
        @Nullable List<String> codecs,

        @Schema(enumeration = {"off", "optional", "required", "sdes"}) @Nullable String srtp,

        @Schema(enumeration = {"rfc4733", "info", "inband"}) @Nullable String dtmf,

        @Nullable Integer maxCalls,
        @Nullable Integer maxCallsPerSecond,
        @Nullable String callerIdRule,
        @Nullable String country,
        @Nullable Boolean trusted,
        @Nullable Boolean enabled,
        @Schema(readOnly = true) @Nullable List<String> warnings) {

    private static final String KEYS_IN_THE_CLEAR =
            "The keys of SRTP travel in SIP messages: over udp and tcp whoever can read those can listen. Use tls.";

    static TrunkBody of(Trunk trunk) {
        return new TrunkBody(
                trunk.name(),
                trunk.host(),
                trunk.port(),
                lower(trunk.transport()),
                trunk.allowedSources().stream().map(Cidr::toString).toList(),
                trunk.credentials().map(DigestCredentials::username).orElse(null),
                null,
                trunk.register(),
                trunk.codecs().stream().map(CodecName::name).toList(),
                lower(trunk.srtp()),
                lower(trunk.dtmf()),
                boxed(trunk.maxCalls()),
                boxed(trunk.maxCallsPerSecond()),
                trunk.callerIdRule(),
                trunk.country().orElse(null),
                trunk.trusted(),
                trunk.enabled(),
                trunk.keysInTheClear() ? List.of(KEYS_IN_THE_CLEAR) : null);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Integer boxed(OptionalInt value) {
        return value.isPresent() ? value.getAsInt() : null;
    }

    @Override
    public String toString() {
        return "TrunkBody[name=" + name + ", host=" + host + ", username=" + Objects.toString(username) + "]";
    }
}
