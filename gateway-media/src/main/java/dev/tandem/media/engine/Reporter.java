package dev.tandem.media.engine;

import dev.tandem.media.LegKind;
import dev.tandem.media.MediaEvent;
import dev.tandem.media.conference.LegMedia;
import java.util.function.Consumer;

/** Tells a leg's owner what its media report. Media loop. */
record Reporter(LegKind kind, Consumer<MediaEvent> events) implements LegMedia.Listener {

    @Override
    public void connected() {
        // A browser is connected when DTLS is, and lost when its ICE checks stop: its transport knows.
        if (kind == LegKind.RTP) {
            events.accept(new MediaEvent.Connected());
        }
    }

    @Override
    public void digit(char digit, int durationMillis) {
        events.accept(new MediaEvent.Digit(digit, durationMillis));
    }

    @Override
    public void say(char digit, int durationMillis) {
        events.accept(new MediaEvent.DigitToSend(digit, durationMillis));
    }

    @Override
    public void silent(String reason) {
        if (kind == LegKind.RTP) {
            events.accept(new MediaEvent.Silent(reason));
        }
    }

    @Override
    public void heardAgain() {
        if (kind == LegKind.RTP) {
            events.accept(new MediaEvent.HeardAgain());
        }
    }
}
