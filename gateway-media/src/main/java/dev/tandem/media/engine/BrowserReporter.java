package dev.tandem.media.engine;

import dev.tandem.media.MediaEvent;
import dev.tandem.media.port.BrowserTransport;
import java.util.function.Consumer;

/** Tells a browser leg's owner what its transport reports. Media loop. */
record BrowserReporter(Consumer<MediaEvent> events) implements BrowserTransport.Listener {

    @Override
    public void connected() {
        events.accept(new MediaEvent.Connected());
    }

    @Override
    public void closed() {
        events.accept(new MediaEvent.Closed());
    }

    @Override
    public void lost(String reason) {
        events.accept(new MediaEvent.Lost(reason));
    }
}
