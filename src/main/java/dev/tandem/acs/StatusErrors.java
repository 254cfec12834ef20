package dev.tandem.acs;

/** The error body for statuses that come without one. */
public final class StatusErrors {

    private StatusErrors() {}

    /** What a status says by itself. */
    public static AcsError of(int status) {
        return switch (status) {
            case 400 -> AcsError.of("BadRequest", "The request is malformed.");
            case 401 -> AcsError.of("Unauthorized", "The request could not be authenticated.");
            case 403 -> AcsError.of("Forbidden", "The request is not allowed.");
            case 404 -> AcsError.of("NotFound", "There is nothing at this path.");
            case 405 -> AcsError.of("MethodNotAllowed", "This path does not take this method.");
            case 406 -> AcsError.of("NotAcceptable", "None of the accepted media types can be produced.");
            case 413 -> AcsError.of("RequestEntityTooLarge", "The request body is too large.");
            case 415 -> AcsError.of("UnsupportedMediaType", "The media type of the request body is not read here.");
            case 431 -> AcsError.of("RequestHeaderFieldsTooLarge", "The request headers are too large.");
            default ->
                status < 500
                        ? AcsError.of("BadRequest", "The request was refused.")
                        : AcsError.of("InternalServerError", "Something went wrong here.");
        };
    }
}
