package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Stream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One direction between two who hear each other without a mixer, through the changes of its legs: it has a path while the legs at its ends have media, and a
 * new one only when a codec or the length of packets changes, so that hold, resume or a new address do not click.
 */
abstract class Lane {
    private static final int PRESS_MILLIS = 100;

    private @Nullable MediaPath path;
    private Optional<CodecName> from = Optional.empty();
    private Optional<CodecName> to = Optional.empty();
    private final List<LegMedia> legs;
    private List<Integer> packetMillis = List.of();

    private Lane(LegMedia... legs) {
        this.legs = List.of(legs);
    }

    /** From one leg to another. */
    static Lane between(LegMedia source, LegMedia target) {
        return new Lane(source, target) {
            @Override
            MediaPath build(CodecName from, CodecName to, long nowNanos) {
                // A packet that is passed on stays as long as it is.
                return from == to && source.packetMillis() == target.packetMillis()
                        ? relay(source, from, target, nowNanos)
                        : transcode(source, from, target, to);
            }

            @Override
            Optional<CodecName> source() {
                return received(source);
            }

            @Override
            Optional<CodecName> target() {
                return sent(target);
            }
        };
    }

    /** From a leg to a voice inside. */
    static Lane between(LegMedia source, Voice target) {
        return new Lane(source) {
            @Override
            MediaPath build(CodecName from, CodecName to, long nowNanos) {
                Playout playout = source.source().play(from, from.sampleRateHz(target.sampleRateHz()));
                return new PcmPath(playout, target, () -> {});
            }

            @Override
            Optional<CodecName> source() {
                return received(source);
            }

            @Override
            Optional<CodecName> target() {
                return received(source);
            }
        };
    }

    /** From a voice inside to a leg. */
    static Lane between(Voice source, LegMedia target) {
        return new Lane(target) {
            @Override
            MediaPath build(CodecName from, CodecName to, long nowNanos) {
                Speaker speaker = new Speaker(to, to.sampleRateHz(source.sampleRateHz()), target);
                return new PcmPath(source, speaker, speaker::close);
            }

            @Override
            Optional<CodecName> source() {
                return sent(target);
            }

            @Override
            Optional<CodecName> target() {
                return sent(target);
            }

            @Override
            void tick(long nowNanos) {
                char digit = source.press();
                if (digit != 0) {
                    target.out().digits().press(digit, PRESS_MILLIS);
                }
                super.tick(nowNanos);
            }
        };
    }

    abstract MediaPath build(CodecName from, CodecName to, long nowNanos);

    abstract Optional<CodecName> source();

    abstract Optional<CodecName> target();

    private static Optional<CodecName> received(LegMedia leg) {
        return Optional.ofNullable(leg.in().codec());
    }

    private static Optional<CodecName> sent(LegMedia leg) {
        return Optional.ofNullable(leg.in().media()).map(Stream::codec);
    }

    private static MediaPath relay(LegMedia source, CodecName codec, LegMedia target, long nowNanos) {
        RelayPath relay = new RelayPath(codec, target.out());
        source.source().pass(relay, nowNanos);
        return relay;
    }

    private static MediaPath transcode(LegMedia source, CodecName from, LegMedia target, CodecName to) {
        // The one that can code at any rate follows the other, so that nothing is lost and nothing is resampled.
        int fromHz = from.sampleRateHz(to.sampleRateHz(CodecName.SAMPLE_RATE_HZ));
        Playout playout = source.source().play(from, fromHz);
        Speaker speaker = new Speaker(to, to.sampleRateHz(from.sampleRateHz(CodecName.SAMPLE_RATE_HZ)), target);
        return new PcmPath(playout, speaker, speaker::close);
    }

    void reconsider(long nowNanos) {
        Optional<CodecName> newFrom = source();
        Optional<CodecName> newTo = target();
        List<Integer> newPacketMillis =
                legs.stream().map(LegMedia::packetMillis).toList();
        if (newFrom.equals(from) && newTo.equals(to) && newPacketMillis.equals(packetMillis)) {
            return;
        }
        close();
        packetMillis = newPacketMillis;
        from = newFrom;
        to = newTo;
        if (newFrom.isPresent() && newTo.isPresent()) {
            path = build(newFrom.get(), newTo.get(), nowNanos);
        }
    }

    void tick(long nowNanos) {
        if (path != null) {
            path.tick(nowNanos);
        }
    }

    /** Whether it passed a packet on since then. */
    boolean passedSince(long nanos) {
        return path != null && path.passedSince(nanos);
    }

    String describe() {
        return path == null ? "nothing yet" : path.describe();
    }

    /** Frees what encodes; what is played out is the leg's. */
    void close() {
        if (path != null) {
            path.close();
            path = null;
        }
    }
}
