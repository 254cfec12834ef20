package dev.tandem.automation;

/** The versions of the Call Automation API that the official SDKs ask for. */
final class CallAutomationVersions {
    static final String V2023 = "2023-03-06";
    static final String V2026 = "2026-03-12";

    private CallAutomationVersions() {}
}
