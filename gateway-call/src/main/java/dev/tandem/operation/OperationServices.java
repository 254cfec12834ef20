package dev.tandem.operation;

import dev.tandem.media.record.Recorder;
import dev.tandem.streaming.AudioStreams;
import java.util.concurrent.Executor;

/**
 * What the operations of all calls use.
 *
 * @param prompts gets what is to be played
 * @param speech writes down what is said
 * @param countries knows where a number is
 * @param recorder writes recordings
 * @param recordings keeps what became of them
 * @param streams connects bots
 * @param workers decode prompts and reach the database
 */
public record OperationServices(
        Prompts prompts,
        Speech speech,
        Countries countries,
        Recorder recorder,
        RecordingLog recordings,
        AudioStreams streams,
        Executor workers) {}
