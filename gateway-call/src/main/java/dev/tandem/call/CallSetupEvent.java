package dev.tandem.call;

/** What happens to a call that somebody placed until it is up. */
sealed interface CallSetupEvent {

    /** Routing, or the application that was asked, has decided. */
    record Routed(CallPlan plan) implements CallSetupEvent {}

    /** The application that was asked answers the caller itself. */
    record Accepted() implements CallSetupEvent {}

    /** Whoever was rung has answered. */
    record Joined() implements CallSetupEvent {}

    /** The call is over. */
    record Over() implements CallSetupEvent {}
}
