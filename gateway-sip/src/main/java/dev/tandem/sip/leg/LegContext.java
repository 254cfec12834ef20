package dev.tandem.sip.leg;

import dev.tandem.sip.OutgoingInvite.Target;
import dev.tandem.sip.flow.Hop;
import dev.tandem.sip.flow.OurAddress;
import dev.tandem.sip.transaction.Transactions;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * What the legs of an endpoint share.
 *
 * @param transactions what their requests are sent by
 * @param address what we call ourselves
 * @param destinations finds the first hop to a target; fails when there is none
 * @param loops the loop of a Call-ID
 * @param speakers says who may speak in their dialogs
 * @param onEnd hears of each leg that is over
 */
public record LegContext(
        Transactions transactions,
        OurAddress address,
        Function<Target, CompletableFuture<Hop>> destinations,
        Function<String, LegLoop> loops,
        Speakers speakers,
        Consumer<Leg> onEnd) {}
