package dev.tandem.bench.sip;

/** What is measured: the gateway, or kamailio beside it. Closing it ends its processes. */
interface Subject extends AutoCloseable {

    /** Its name in what is printed. */
    String name();

    /** The UDP port of 127.0.0.1 it listens on. */
    int sipPort();

    /** The CPU time that its processes have used so far, user and system. */
    double cpuSeconds() throws Exception;

    @Override
    void close();
}
