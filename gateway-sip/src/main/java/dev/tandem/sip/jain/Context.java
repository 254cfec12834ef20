package dev.tandem.sip.jain;

import dev.tandem.sip.SipSettings;
import dev.tandem.sip.flow.Flows;
import dev.tandem.sip.flow.Sockets;

/** What the legs of an endpoint share. */
record Context(
        SipSettings settings,
        Stack stack,
        Sockets sockets,
        Flows flows,
        Loops loops,
        Legs legs,
        OurAddress address,
        Responses responses,
        Resolver resolver,
        Tally tally) {}
