package dev.tandem.call;

import dev.tandem.call.CallView.LegView;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.MediaStats;
import dev.tandem.media.codec.CodecName;
import dev.tandem.sip.SipLeg;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One leg of a call: its SIP dialog and its media, side by side. Owned by the call loop; {@link #view} may be read by any
 * thread.
 */
final class CallLeg {

    private final String id;
    private final LegKindName kind;
    private final String name;
    private final MediaLeg media;
    private volatile @Nullable SipLeg sip;
    private volatile @Nullable LegView lastView;
    private boolean held;
    private boolean closeAwaited;

    /**
     * Makes a leg.
     *
     * @param name the trunk's name or the identity's raw id
     */
    CallLeg(String id, LegKindName kind, String name, MediaLeg media) {
        this.id = id;
        this.kind = kind;
        this.name = name;
        this.media = media;
    }

    String id() {
        return id;
    }

    MediaLeg media() {
        return media;
    }

    void sip(SipLeg leg) {
        sip = leg;
    }

    Optional<SipLeg> sip() {
        return Optional.ofNullable(sip);
    }

    boolean held() {
        return held;
    }

    void held(boolean now) {
        held = now;
    }

    /** Notes that the media said goodbye; true the first time. */
    boolean awaitClose() {
        boolean first = !closeAwaited;
        closeAwaited = true;
        return first;
    }

    /** The codec in use, as the only preference for a new answer; empty before media is agreed. */
    List<CodecName> codecInUse() {
        return media.stats().codec().map(List::of).orElse(List.of());
    }

    /** Frees the media; the figures stay as they were. */
    void closeMedia() {
        lastView = view();
        media.close();
    }

    LegView view() {
        LegView frozen = lastView;
        if (frozen != null) {
            return frozen;
        }
        MediaStats stats = media.stats();
        return new LegView(
                id,
                kind,
                kind == LegKindName.TRUNK ? name : null,
                kind == LegKindName.IDENTITY ? name : null,
                stats.codec().map(CodecName::name).orElse(null),
                stats.packetsIn(),
                stats.packetsOut(),
                tenths(stats.lossPercent()),
                tenths(stats.jitterMillis()),
                tenths(stats.mos()));
    }

    private static double tenths(double value) {
        return Math.round(value * 10) / 10.0;
    }
}
