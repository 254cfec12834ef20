package dev.tandem.recording;

/**
 * A recording as its row has it.
 *
 * @param callId the call it is of
 * @param ended whether it has ended
 */
public record KeptRecording(String callId, boolean ended) {}
