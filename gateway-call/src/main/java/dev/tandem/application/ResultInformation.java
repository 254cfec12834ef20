package dev.tandem.application;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.tandem.call.EndReason;
import org.jspecify.annotations.Nullable;

/**
 * How something went, in the codes of Azure Communication Services.
 *
 * @param code like a SIP or HTTP status; 0 for a call that ended as calls do
 * @param subCode 560000 and the SIP status when the far end decided, 510000 or 511000 and up when we did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ResultInformation(
        int code, int subCode, String message, @Nullable SipDetails sipDetails) {

    private static final int BY_FAR_END = 560_000;
    private static final int BY_CALLER = 540_000;
    private static final int BY_US = 510_000;

    /** The SIP status behind it. */
    public record SipDetails(int code, String message) {}

    /** All went well. */
    public static ResultInformation success() {
        return of(200, 0, "Action completed successfully.");
    }

    /** A code of the media operations. */
    public static ResultInformation of(int code, int subCode, String message) {
        return new ResultInformation(code, subCode, message, null);
    }

    /** Why a participant did not join or left, or a call ended. */
    public static ResultInformation of(EndReason reason, int sipStatus, String text) {
        SipDetails sip = new SipDetails(sipStatus, text);
        return switch (reason) {
            case CALLER_HUNG_UP, CALLEE_HUNG_UP ->
                new ResultInformation(0, BY_FAR_END, "The call was ended by a participant.", sip);
            case ENDED_BY_API -> of(200, 0, "The call was ended by the application.");
            case CANCELLED -> new ResultInformation(487, BY_CALLER + 487, "The call was cancelled.", sip);
            case CALLER_ID_FORBIDDEN -> of(403, BY_US + 403, "The caller ID is not allowed: " + text + ".");
            case TOLL_LIMIT -> of(403, BY_US + 403, "The limits against toll fraud say no: " + text + ".");
            case NO_ROUTE -> of(403, 511_532, "No trunk leads there: " + text + ".");
            case NOT_REGISTERED -> of(480, BY_US + 480, "The user is registered nowhere.");
            case MEDIA_LOST -> of(410, 531_004, "The media was lost: " + text + ".");
            case MEDIA_FAILED -> of(488, BY_US + 488, "The media could not be agreed: " + text + ".");
            case OVERLOAD, SHUTDOWN, RESTART -> of(503, BY_US + 503, text);
            case SIGNALLING_LOST -> of(408, BY_US + 408, "A participant no longer answers: " + text + ".");
            case BUSY, NO_ANSWER, REJECTED, NOT_FOUND, UNASSIGNED, TRUNK_FAILED ->
                new ResultInformation(sipStatus, BY_FAR_END + sipStatus, text, sip);
        };
    }
}
