package dev.tandem.media.engine;

import dev.tandem.media.PcmParty;
import dev.tandem.media.conference.LegVoice;
import dev.tandem.media.port.MediaLoop;

/** A party on a leg, and its place on the loop that owns the leg. */
final class EngineVoice {
    private final EngineLeg leg;
    private final MediaLoop loop;
    private final LegVoice voice;
    private final MediaLoop.Ticking ticking;

    /** Of that party; {@code onClosed} runs on the loop when it is closed. */
    EngineVoice(EngineLeg leg, PcmParty party, Runnable onClosed) {
        this.leg = leg;
        loop = leg.loop();
        voice = new LegVoice(leg.media(), new PartyVoice(party), () -> closed(onClosed));
        ticking = voice::tick;
    }

    /** Takes the leg over. */
    void open() {
        leg.moveTo(loop, this::join);
    }

    private void join() {
        if (leg.closed() || leg.loop() != loop) {
            // Closed meanwhile, or taken elsewhere.
            voice.close();
            return;
        }
        voice.open();
        if (voice.isOpen()) {
            loop.add(ticking);
        }
    }

    private void closed(Runnable onClosed) {
        loop.remove(ticking);
        onClosed.run();
    }
}
