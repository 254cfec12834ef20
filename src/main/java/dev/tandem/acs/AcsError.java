package dev.tandem.acs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The error object of Azure Communication Services; on the wire it stands in {@link Body}.
 *
 * @param code machine-readable, never translated
 * @param message what went wrong and what to do, for people
 * @param target the field or parameter at fault
 * @param details several errors of one request
 * @param innererror the more specific error
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AcsError(
        String code,
        String message,
        @Nullable String target,
        @Nullable List<AcsError> details,
        @Nullable AcsError innererror) {

    /** An error of code and message alone. */
    public static AcsError of(String code, String message) {
        return new AcsError(code, message, null, null, null);
    }

    /** The same, pointing at what is at fault. */
    public AcsError at(@Nullable String target) {
        return new AcsError(code, message, target, details, innererror);
    }

    /** The same with a more specific error inside. */
    public AcsError because(AcsError inner) {
        return new AcsError(code, message, target, details, inner);
    }

    /** The same listing several faults. */
    public AcsError listing(List<AcsError> faults) {
        return new AcsError(code, message, target, faults, innererror);
    }

    /**
     * The response body.
     *
     * @param error the one error
     */
    public record Body(AcsError error) {}
}
