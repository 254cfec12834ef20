package dev.tandem.media;

import dev.tandem.media.bridge.ConferenceMedia;
import dev.tandem.media.bridge.Seat;
import dev.tandem.media.port.MediaLoop;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A conference of the engine: its media and their place on the loop that owns it. */
final class EngineConference implements Conference {
    private final MediaLoop loop;
    private final Runnable onClosed;
    private final ConferenceMedia media = new ConferenceMedia();
    private final MediaLoop.Ticking ticking = media::tick;
    private final AtomicInteger members = new AtomicInteger();

    // The loop's.
    private boolean opened;
    private boolean closed;

    /** An empty conference on that loop; {@code onClosed} runs there when it is closed. */
    EngineConference(MediaLoop loop, Runnable onClosed) {
        this.loop = loop;
        this.onClosed = onClosed;
        loop.expect();
    }

    @Override
    public Member join(MediaLeg leg) {
        EngineLeg joining = (EngineLeg) leg;
        members.incrementAndGet();
        Seat seat = media.seat(joining.media(), members::decrementAndGet);
        joining.moveTo(loop, () -> {
            if (joining.closed() || joining.loop() != loop) {
                // Closed meanwhile, or taken elsewhere.
                seat.close();
            }
            take(seat);
        });
        return new EngineMember(seat);
    }

    @Override
    public Member join(PcmParty party) {
        members.incrementAndGet();
        Seat seat = media.seat(new PartyVoice(party), members::decrementAndGet);
        loop.execute(() -> take(seat));
        return new EngineMember(seat);
    }

    private void take(Seat seat) {
        if (closed) {
            seat.close();
        }
        seat.open();
        if (!opened && !closed) {
            opened = true;
            loop.arrived();
            loop.add(ticking);
        }
    }

    @Override
    public int size() {
        return members.get();
    }

    @Override
    public String describe() {
        return media.describe();
    }

    @Override
    public void close() {
        loop.execute(() -> {
            if (!closed) {
                closed = true;
                if (opened) {
                    loop.remove(ticking);
                } else {
                    loop.arrived();
                }
                media.close();
                onClosed.run();
            }
        });
    }

    /** A seat, reached by commands to the loop. */
    private final class EngineMember implements Member {
        private final Seat seat;

        EngineMember(Seat seat) {
            this.seat = seat;
        }

        @Override
        public void mute(boolean muted) {
            loop.execute(() -> seat.mute(muted));
        }

        @Override
        public void deafen(boolean deaf) {
            loop.execute(() -> seat.deafen(deaf));
        }

        @Override
        public void gain(double decibels) {
            loop.execute(() -> seat.gain(decibels));
        }

        @Override
        public void whisper(@Nullable PcmSource source) {
            loop.execute(() -> seat.whisper(source));
        }

        @Override
        public void overhear(@Nullable PcmSink sink) {
            loop.execute(() -> seat.overhear(sink));
        }

        @Override
        public void press(String digits) {
            loop.execute(() -> seat.press(digits));
        }

        @Override
        public void close() {
            loop.execute(seat::close);
        }
    }
}
