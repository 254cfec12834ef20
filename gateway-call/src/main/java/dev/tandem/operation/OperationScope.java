package dev.tandem.operation;

import dev.tandem.application.Audience;
import dev.tandem.application.Connection.Asked;
import dev.tandem.application.ResultInformation;
import dev.tandem.call.CallControl;
import java.util.Map;

/**
 * What an operation works with: the call it may control, the applications it tells, and what all operations use. On the
 * call loop.
 */
record OperationScope(CallControl call, Audience audience, OperationServices services) {

    /** Tells whoever asked what became of it. */
    void tell(Asked asked, String type, ResultInformation result) {
        audience.tell(asked, type, result, Map.of());
    }

    /** The same with more to say. */
    void tell(Asked asked, String type, ResultInformation result, Map<String, Object> more) {
        audience.tell(asked, type, result, more);
    }
}
