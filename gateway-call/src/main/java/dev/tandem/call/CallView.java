package dev.tandem.call;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A call as REST shows it and the record keeps it; a value. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CallView(
        String id,
        State state,
        Direction direction,
        String from,
        String to,
        @Nullable String trunk,
        Instant startedAt,
        @Nullable Instant ringingAt,
        @Nullable Instant answeredAt,
        @Nullable Instant endedAt,
        @Nullable EndReason endReason,
        @Nullable Integer sipCode,
        @Nullable String endText,
        List<LegView> legs) {

    public CallView {
        legs = List.copyOf(legs);
    }

    /** Where the call stands. */
    public enum State {
        RINGING,
        CONNECTED,
        HELD,
        ENDED;

        /** The name on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Who started it, seen from here. */
    public enum Direction {
        /** From a trunk. */
        INBOUND,
        /** From a registered user. */
        OUTBOUND;

        /** The name on the wire. */
        @JsonValue
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One leg and how its media does; loss, jitter and MOS are of the stream received from it, the remote ones of the stream
     * it is sent, as it reports them by RTCP.
     *
     * @param id unique within the call
     * @param codec empty before media is agreed
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record LegView(
            String id,
            LegKindName kind,
            @Nullable String trunk,
            @Nullable String identity,
            @Nullable String codec,
            long packetsIn,
            long packetsOut,
            double lossPercent,
            double jitterMs,
            double mos,
            double remoteLossPercent,
            double remoteJitterMs,
            double roundTripMs,
            double remoteMos) {}
}
