package dev.tandem.application;

import dev.tandem.application.Connection.Asked;

/**
 * Why an application wants somebody in a call, and where it wants to hear of it.
 *
 * @param invitationId by which the invitation can be cancelled; empty when it cannot
 * @param detectsMachine whether to tell if an answering machine answers
 */
public record InvitationRequest(Purpose purpose, Asked asked, String invitationId, boolean detectsMachine) {

    /** Why somebody takes part. */
    public enum Purpose {
        /** The application called them first. */
        FIRST,
        /** The application added them. */
        ADDED,
        /** Somebody is transferred to them. */
        TRANSFER_TARGET
    }
}
