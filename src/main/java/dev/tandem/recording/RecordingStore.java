package dev.tandem.recording;

import dev.tandem.event.EventOutbox;
import dev.tandem.media.record.RecordingEnd;
import dev.tandem.node.NodeIdentity;
import dev.tandem.operation.RecordingTerms;
import dev.tandem.store.DataDirectory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Recordings: their rows and their files. Blocks: workers only. */
@ApplicationScoped
public class RecordingStore {

    private static final String RESTART = "restart";
    private static final int PARTICIPANTS_CHARS_MAX = 4_000;

    private final EntityManager entities;
    private final NodeIdentity node;
    private final Clock clock;
    private final EventOutbox outbox;
    private final RecordingEvents events;
    private final Path directory;

    RecordingStore(
            EntityManager entities,
            NodeIdentity node,
            Clock clock,
            EventOutbox outbox,
            RecordingEvents events,
            DataDirectory data) {
        this.entities = entities;
        this.node = node;
        this.clock = clock;
        this.outbox = outbox;
        this.events = events;
        this.directory = data.resolve("recordings");
    }

    /** Where the file of a recording lies. */
    public Path file(String fileName) {
        return directory.resolve(fileName);
    }

    /** Notes a recording that begins. */
    @Transactional
    public void begin(String tenant, String callId, RecordingTerms terms) {
        RecordingRow row = new RecordingRow();
        row.id = terms.id();
        row.tenant = tenant;
        row.node = node.id();
        row.epoch = node.epoch();
        row.callId = callId;
        row.mixed = terms.mixed();
        row.fileName = terms.file().getFileName().toString();
        row.startedAt = clock.instant();
        entities.persist(row);
        makeDirectory();
    }

    private void makeDirectory() {
        try {
            Files.createDirectories(directory);
        } catch (IOException failed) {
            throw new UncheckedIOException("the directory of recordings cannot be made", failed);
        }
    }

    /** Forgets a recording that never began. */
    @Transactional
    public void forget(String id) {
        entities.createQuery("delete from RecordingRow where id = :id and endedAt is null")
                .setParameter("id", id)
                .executeUpdate();
    }

    /** Notes how a recording ended, and tells subscribers that its file is there, in one transaction. */
    @Transactional
    void finish(String id, RecordingEnd end, List<String> channels) {
        RecordingRow row = entities.find(RecordingRow.class, id);
        if (row == null || row.endedAt != null) {
            return;
        }
        row.lengthMillis = end.length().toMillis();
        String participants = String.join(" ", channels);
        row.participants = participants.substring(0, Math.min(participants.length(), PARTICIPANTS_CHARS_MAX));
        close(row, end.reason().name().toLowerCase(Locale.ROOT));
    }

    private void close(RecordingRow row, String reason) {
        row.endedAt = clock.instant();
        row.endReason = reason;
        outbox.append(events.fileReady(row));
    }

    /** Closes what an earlier life of this node left open: the files are readable as they are. */
    @Transactional
    public void finishOrphans() {
        entities.createQuery(
                        "from RecordingRow where node = :node and endedAt is null and epoch < :epoch",
                        RecordingRow.class)
                .setParameter("node", node.id())
                .setParameter("epoch", node.epoch())
                .getResultList()
                .forEach(row -> close(row, RESTART));
    }

    /** A recording of a tenant, as it stands. */
    @Transactional
    public Optional<KeptRecording> kept(String tenant, String id) {
        return find(tenant, id).map(row -> new KeptRecording(row.callId, row.endedAt != null));
    }

    /** A recording of a tenant. */
    @Transactional
    Optional<RecordingRow> find(String tenant, String id) {
        return Optional.ofNullable(entities.find(RecordingRow.class, id)).filter(row -> row.tenant.equals(tenant));
    }

    /** Deletes a recording that has ended, file first: a row without file can be deleted again, a file without row not. */
    @Transactional
    boolean delete(String tenant, String id) {
        Optional<RecordingRow> row = find(tenant, id).filter(found -> found.endedAt != null);
        row.ifPresent(found -> {
            deleteFile(found);
            entities.remove(found);
        });
        return row.isPresent();
    }

    private void deleteFile(RecordingRow row) {
        try {
            Files.deleteIfExists(file(row.fileName));
        } catch (IOException held) {
            throw new UncheckedIOException("the file of recording " + row.id + " cannot be deleted", held);
        }
    }
}
