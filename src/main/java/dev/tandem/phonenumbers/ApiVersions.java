package dev.tandem.phonenumbers;

/** The versions of the phone number API that the official SDKs ask for. */
final class ApiVersions {
    static final String V2021 = "2021-03-07";
    static final String V2022 = "2022-12-01";
    static final String V2023 = "2023-03-01";
    static final String V2025 = "2025-06-01";

    private ApiVersions() {}
}
