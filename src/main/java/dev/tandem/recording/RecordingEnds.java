package dev.tandem.recording;

import dev.tandem.media.record.Recorder;
import dev.tandem.media.record.RecordingEnd;
import dev.tandem.operation.RecordingLog;
import dev.tandem.store.PatientWriter;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Notes how recordings ended, one after another on a thread of its own, and waits with them while the database is away. What
 * finds no room is closed by the next start.
 */
@Singleton
class RecordingEnds implements RecordingLog {

    private static final Logger LOG = Logger.getLogger(RecordingEnds.class);

    private final RecordingStore store;
    private final PatientWriter patient;
    private final ThreadPoolExecutor writer = new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(Recorder.RECORDINGS_MAX),
            task -> new Thread(task, "recording-end-writer"));

    @Inject
    RecordingEnds(RecordingStore store, PatientWriter patient) {
        this.store = store;
        this.patient = patient;
    }

    @Override
    public void finish(String id, RecordingEnd end, List<String> channels) {
        try {
            writer.execute(() -> write(id, end, channels));
        } catch (RejectedExecutionException full) {
            LOG.errorf("the end of recording %s is noted at the next start", id);
        }
    }

    private void write(String id, RecordingEnd end, List<String> channels) {
        patient.write("the end of recording " + id, () -> {
            store.finish(id, end, channels);
            return id;
        });
    }

    @PreDestroy
    void drain() throws InterruptedException {
        writer.shutdown();
        if (!writer.awaitTermination(5, TimeUnit.SECONDS)) {
            writer.shutdownNow();
        }
    }
}
