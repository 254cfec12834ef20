package dev.tandem.call;

/** Why a call cannot do what an application asks; the application's mistake, or it came too late. */
public enum Refusal {
    /** The connection has ended. */
    ENDED("The call connection does not exist, or has ended."),
    /** Nobody of that id is in the call. */
    UNKNOWN_PARTICIPANT("No such participant is in the call."),
    /** No invitation of that id is open. */
    UNKNOWN_INVITATION("No such invitation is open."),
    /** Somebody of that id is in the call or invited already. */
    ALREADY_IN("The participant is in the call already, or is being invited."),
    /** The call is not connected yet, or is being transferred. */
    NOT_CONNECTED("The call is not connected, or is being transferred."),
    /** Only a call of one participant and the application can be transferred. */
    NOT_ALONE("A participant can be transferred only while nobody else is in the call."),
    /** More participants than a call may have. */
    FULL("The call has as many participants as a call may have."),
    /** Another media operation is running, and the request does not interrupt it. */
    BUSY("Another media operation is running; cancel it or ask to interrupt it."),
    /** There is no such thing to stop, pause or resume. */
    NOT_RUNNING("Nothing of that kind is running."),
    /** The connection was made without saying where its audio goes. */
    NO_STREAM("The call connection was made without mediaStreamingOptions."),
    /** There is one already. */
    RUNNING("One of that kind is running already.");

    private final String message;

    Refusal(String message) {
        this.message = message;
    }

    /** What to tell the application. */
    public String message() {
        return message;
    }
}
