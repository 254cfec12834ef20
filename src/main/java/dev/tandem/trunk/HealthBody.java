package dev.tandem.trunk;

import dev.tandem.sip.trunk.TrunkHealth;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * How a trunk does, on the wire.
 *
 * @param tls its certificate
 * @param ping whether OPTIONS go through
 * @param overall all in all
 */
@Schema(name = "SipTrunkHealth")
public record HealthBody(Tls tls, Ping ping, Overall overall) {

    private static final Pattern LATER_WORD = Pattern.compile("_([a-z])");

    /** The certificate the trunk showed. */
    @Schema(name = "SipTrunkTlsHealth")
    public record Tls(
            @Schema(enumeration = {"unknown", "active", "certExpiring", "certExpired"})
            String status) {}

    /** OPTIONS, both ways. */
    @Schema(name = "SipTrunkPingHealth")
    public record Ping(
            @Schema(enumeration = {"unknown", "active", "expired", "error"})
            String status) {}

    /**
     * All in all.
     *
     * @param reason why it is inactive
     */
    @Schema(name = "SipTrunkOverallHealth")
    public record Overall(
            @Schema(enumeration = {"unknown", "online", "warning", "inactive"})
            String status,

            @Nullable String reason) {}

    static HealthBody of(TrunkHealth health, Instant now) {
        TrunkHealth.Overall overall = health.overall(now);
        return new HealthBody(
                new Tls(word(health.tls(now))),
                new Ping(word(health.ping(now))),
                new Overall(word(overall), overall == TrunkHealth.Overall.INACTIVE ? "noRecentPings" : null));
    }

    /** {@code CERT_EXPIRING} is {@code certExpiring}. */
    private static String word(Enum<?> value) {
        String lower = value.name().toLowerCase(Locale.ROOT);
        return LATER_WORD.matcher(lower).replaceAll(found -> found.group(1).toUpperCase(Locale.ROOT));
    }
}
