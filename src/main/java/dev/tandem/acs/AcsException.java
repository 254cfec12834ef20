package dev.tandem.acs;

import java.util.Map;

/** A request we refuse, with the status and error body to answer. */
public final class AcsException extends RuntimeException {

    private final int status;
    private final transient AcsError error;
    private final transient Map<String, String> headers;

    /** Refuses with {@code status} and {@code error}. */
    public AcsException(int status, AcsError error) {
        this(status, error, Map.of());
    }

    /** Refuses with further response headers. */
    public AcsException(int status, AcsError error, Map<String, String> headers) {
        // Not a defect of ours: no stack trace to pay for.
        super(error.message(), null, false, false);
        this.status = status;
        this.error = error;
        this.headers = Map.copyOf(headers);
    }

    /** 400: the request is wrong in a way the client can mend. */
    public static AcsException badRequest(String message) {
        return new AcsException(400, AcsError.of("BadRequest", message));
    }

    /** 400 that names the field at fault. */
    public static AcsException badRequest(String message, String target) {
        return new AcsException(400, AcsError.of("BadRequest", message).at(target));
    }

    /** 403: known, but not allowed. */
    public static AcsException forbidden(String message) {
        return new AcsException(403, AcsError.of("Forbidden", message));
    }

    /** 404: {@code what} does not exist, e.g. "The trunk carrier-a". */
    public static AcsException notFound(String what) {
        return new AcsException(404, AcsError.of("NotFound", what + " does not exist."));
    }

    /** 409: the state of things does not allow it. */
    public static AcsException conflict(String message) {
        return new AcsException(409, AcsError.of("Conflict", message));
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    /** The error to answer. */
    public AcsError error() {
        return error;
    }

    /** Further response headers. */
    public Map<String, String> headers() {
        return headers;
    }
}
