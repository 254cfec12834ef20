package dev.tandem.media.conference;

import dev.tandem.media.codec.CodecName;
import dev.tandem.media.offeranswer.Sdes;
import dev.tandem.media.offeranswer.Stream;
import dev.tandem.media.offeranswer.Stream.Events;
import dev.tandem.media.offeranswer.Stream.Format;
import dev.tandem.media.offeranswer.Stream.Kind;
import dev.tandem.media.offeranswer.Stream.PayloadTypes;
import dev.tandem.media.offeranswer.Stream.PlainRemote;
import dev.tandem.media.offeranswer.Stream.Transport;
import dev.tandem.media.rtcp.NtpClock;
import dev.tandem.media.sdp.Direction;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntToDoubleFunction;

/**
 * Two telephones and a gateway between them, in memory, with a manual clock: left phone - network - conference - network -
 * right phone.
 */
final class MediaWorld {
    static final long MILLI = 1_000_000L;

    final Phone left;
    final Phone right;
    final LegMedia leftLeg;
    final LegMedia rightLeg;
    final ConferenceMedia call = new ConferenceMedia();
    final LossyLink fromLeft;
    final LossyLink toRight;
    private final NtpClock clock = new NtpClock(1_700_000_000_000L, 0);
    private final LossyLink toLeft = LossyLink.perfect();
    private final LossyLink fromRight = LossyLink.perfect();
    private final List<LossyLink> links;
    final Heard leftHeard = new Heard();
    final Heard rightHeard = new Heard();
    long nowNanos = 1_000 * MILLI;

    MediaWorld(CodecName leftCodec, CodecName rightCodec, LossyLink fromLeft) {
        this(leftCodec, rightCodec, fromLeft, LossyLink.perfect());
    }

    MediaWorld(CodecName leftCodec, CodecName rightCodec, LossyLink fromLeft, LossyLink toRight) {
        this.fromLeft = fromLeft;
        this.toRight = toRight;
        links = List.of(fromLeft, toLeft, fromRight, toRight);
        leftLeg = leg(toLeft, 0x1111_0001, leftCodec, leftHeard);
        rightLeg = leg(toRight, 0x2222_0002, rightCodec, rightHeard);
        left = new Phone(leg(fromLeft, 0x3333_0003, leftCodec, new Heard()));
        right = new Phone(leg(fromRight, 0x4444_0004, rightCodec, new Heard()));
        fromLeft.to(leftLeg);
        toLeft.to(left.media);
        fromRight.to(rightLeg);
        toRight.to(right.media);
        call.member(leftLeg, () -> {}).join();
        call.member(rightLeg, () -> {}).join();
    }

    private LegMedia leg(RtpTransport transport, int ssrc, CodecName codec, Heard heard) {
        LegMedia leg = new LegMedia(transport, ssrc, new Tally(new Tally.Sums()), heard, clock);
        leg.configure(agreed(codec, Direction.SENDRECV), nowNanos);
        return leg;
    }

    static Stream agreed(CodecName codec, Direction remote) {
        return agreed(codec, remote, 20, Optional.empty());
    }

    static Stream agreed(CodecName codec, Direction remote, int packetMillis, Optional<Sdes.Agreed> sdes) {
        int audio = codec == CodecName.PCMU ? 0 : codec == CodecName.PCMA ? 8 : 111;
        int events = codec == CodecName.OPUS ? 110 : 101;
        InetSocketAddress nowhere = new InetSocketAddress(0);
        return new Stream(
                Kind.AUDIO,
                remote,
                List.of(new Format(codec, new PayloadTypes(audio, audio))),
                List.of(new Events(new PayloadTypes(events, events), codec.clockRateHz())),
                packetMillis,
                new Transport(new PlainRemote(nowhere, nowhere), sdes, OptionalInt.empty()));
    }

    /** Lets the world go on, a millisecond at a time; phones and conference work at different moments of each frame. */
    void run(int millis) {
        for (int i = 0; i < millis; i++) {
            nowNanos += MILLI;
            links.forEach(link -> link.advance(nowNanos));
            switch ((int) (nowNanos / MILLI % 20)) {
                case 3 -> left.tick(nowNanos);
                case 9 -> right.tick(nowNanos);
                case 14 -> {
                    call.tick(nowNanos);
                    leftLeg.tick(nowNanos);
                    rightLeg.tick(nowNanos);
                }
                default -> {}
            }
        }
    }

    /** What a leg reported. */
    static final class Heard implements LegMedia.Listener {
        final StringBuilder digits = new StringBuilder();
        final List<Integer> durations = new ArrayList<>();
        final StringBuilder said = new StringBuilder();
        int connected;
        int silent;
        int heardAgain;

        @Override
        public void say(char digit, int durationMillis) {
            said.append(digit).append(durationMillis).append(' ');
        }

        @Override
        public void connected() {
            connected++;
        }

        @Override
        public void digit(char digit, int durationMillis) {
            digits.append(digit);
            durations.add(durationMillis);
        }

        @Override
        public void silent(String reason) {
            silent++;
        }

        @Override
        public void heardAgain() {
            heardAgain++;
        }
    }

    /** A telephone: a leg of its own with a voice on it. */
    static final class Phone implements Voice {
        final LegMedia media;
        final StringBuilder digits = new StringBuilder();
        final short[] heard = new short[8_000 * 60];
        int heardSamples;
        IntToDoubleFunction says = sample -> 0;
        char pressing;
        private final LegVoice far;
        private int spoken;

        Phone(LegMedia media) {
            this.media = media;
            far = new LegVoice(media, this, () -> {});
            far.open();
        }

        void tick(long nowNanos) {
            far.tick(nowNanos);
            media.tick(nowNanos);
        }

        @Override
        public int sampleRateHz() {
            return 8_000;
        }

        @Override
        public void read(short[] frame) {
            for (int i = 0; i < frame.length; i++) {
                frame[i] = (short) says.applyAsDouble(spoken++);
            }
        }

        @Override
        public void write(short[] frame, long nowNanos) {
            int kept = Math.min(frame.length, heard.length - heardSamples);
            System.arraycopy(frame, 0, heard, heardSamples, kept);
            heardSamples += kept;
        }

        @Override
        public void digit(char digit) {
            digits.append(digit);
        }

        @Override
        public char press() {
            char pressed = pressing;
            pressing = 0;
            return pressed;
        }

        @Override
        public String describe() {
            return "phone";
        }
    }
}
