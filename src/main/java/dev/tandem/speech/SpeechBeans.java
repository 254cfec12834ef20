package dev.tandem.speech;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.tandem.config.TandemConfig;
import dev.tandem.operation.NoSpeech;
import dev.tandem.operation.Speech;
import dev.tandem.outbound.client.OutboundClient;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Chooses the provider: the configured service, else espeak-ng if it is here, else none. */
public class SpeechBeans {

    private static final Logger LOG = Logger.getLogger(SpeechBeans.class);
    private static final int SPEAKING_MAX = 2;
    private static final int WAITING_MAX = 64;

    /** The threads that wait for espeak-ng. */
    record SpeechWorkers(ExecutorService threads) {}

    @Produces
    @Singleton
    SpeechWorkers workers() {
        return new SpeechWorkers(new ThreadPoolExecutor(
                0,
                SPEAKING_MAX,
                1,
                TimeUnit.MINUTES,
                new ArrayBlockingQueue<>(WAITING_MAX),
                task -> new Thread(task, "speech")));
    }

    void stop(@Disposes SpeechWorkers workers) {
        workers.threads().shutdownNow();
    }

    @Produces
    @ApplicationScoped
    Speech speech(OutboundClient client, ObjectMapper json, TandemConfig config, SpeechWorkers workers) {
        Speech chosen = config.speech()
                .url()
                .<Speech>map(url -> new OpenAiSpeech(client, json, url, config.speech()))
                .orElseGet(() -> config.speech().local() && EspeakProgram.isInstalled()
                        ? new EspeakSpeech(workers.threads())
                        : new NoSpeech());
        LOG.debugf("speech by %s", chosen.name());
        return chosen;
    }
}
