package dev.tandem.call;

import dev.tandem.call.Applications.Offer;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Offers a call to an application, for as long as there is one that may still answer. Owned by the call loop. */
record ApplicationOffer(CallServices services, Executor loop) {

    /**
     * Makes the offer.
     *
     * @param withdraw gets why nobody will answer any more, on the call loop; perhaps when somebody has
     */
    void make(Offer offer, CallBook book, Consumer<String> withdraw) {
        services.log()
                .happened(book.fact(List.of(services.applications().incomingCall(offer))))
                .thenAcceptAsync(
                        subscribers -> {
                            if (subscribers == 0) {
                                withdraw.accept("No application is subscribed");
                            }
                        },
                        loop);
        services.ports()
                .later(
                        services.patience().application(),
                        () -> loop.execute(() -> withdraw.accept("No application answered")));
    }
}
