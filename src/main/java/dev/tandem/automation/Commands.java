package dev.tandem.automation;

import dev.tandem.operation.CallAutomations.Attached;
import dev.tandem.principal.CurrentPrincipal;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Reads what requests want of the calls they name. */
@Singleton
class Commands {

    private final Attachments attachments;
    private final CurrentPrincipal principal;
    private final Fields fields;

    Commands(Attachments attachments, CurrentPrincipal principal, Fields fields) {
        this.attachments = attachments;
        this.principal = principal;
        this.fields = fields;
    }

    /** The command of a request whose body must be there, to a connection that must be up. */
    <B extends Command.Body> Command<B> read(String connectionId, @Nullable B body) {
        B wanted = Bodies.required(body);
        Attached attached = attached(connectionId);
        return new Command<>(
                wanted, attached, fields.asked(attached, wanted.operationContext(), wanted.operationCallbackUri()));
    }

    /** The connection of that id, in the tenant of whoever asks. */
    Attached attached(String connectionId) {
        return attachments.find(principal.tenant(), connectionId);
    }
}
