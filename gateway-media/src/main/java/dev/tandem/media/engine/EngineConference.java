package dev.tandem.media.engine;

import dev.tandem.media.Conference;
import dev.tandem.media.MediaLeg;
import dev.tandem.media.PcmParty;
import dev.tandem.media.PcmSink;
import dev.tandem.media.PcmSource;
import dev.tandem.media.conference.ConferenceMedia;
import dev.tandem.media.conference.MemberMedia;
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
        MemberMedia member = media.member(joining.media(), members::decrementAndGet);
        joining.moveTo(loop, () -> {
            if (joining.closed() || joining.loop() != loop) {
                // Closed meanwhile, or taken elsewhere.
                member.close();
            }
            take(member);
        });
        return new EngineMember(member);
    }

    @Override
    public Member join(PcmParty party) {
        members.incrementAndGet();
        MemberMedia member = media.member(new PartyVoice(party), members::decrementAndGet);
        loop.execute(() -> take(member));
        return new EngineMember(member);
    }

    private void take(MemberMedia member) {
        if (closed) {
            member.close();
        }
        member.join();
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

    /** One member, reached by commands to the loop. */
    private final class EngineMember implements Member {
        private final MemberMedia member;

        EngineMember(MemberMedia member) {
            this.member = member;
        }

        @Override
        public void mute(boolean muted) {
            loop.execute(() -> member.mute(muted));
        }

        @Override
        public void deafen(boolean deaf) {
            loop.execute(() -> member.deafen(deaf));
        }

        @Override
        public void gain(double decibels) {
            loop.execute(() -> member.gain(decibels));
        }

        @Override
        public void whisper(@Nullable PcmSource source) {
            loop.execute(() -> member.whisper(source));
        }

        @Override
        public void overhear(@Nullable PcmSink sink) {
            loop.execute(() -> member.overhear(sink));
        }

        @Override
        public void press(String digits) {
            loop.execute(() -> member.press(digits));
        }

        @Override
        public void close() {
            loop.execute(member::close);
        }
    }
}
