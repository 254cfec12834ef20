package dev.tandem.media;

/** Joins the media of two parties until closed. */
public interface Bridge extends AutoCloseable {

    /** The path as text, e.g. {@code "PCMU(8000) -> jitter buffer -> OPUS(8000)"}, for traces. */
    String describe();

    /** Parts the legs; they stay open. Idempotent, any thread. */
    @Override
    void close();
}
