/*
 * The floor under every transcoding gateway: libopus, G.711 tables and UDP, nothing else. No jitter buffer, no
 * concealment, no reports, no checks. Leg A of call i is port base+2i, leg B the next one; whoever sends to a leg is
 * answered there.
 *
 *   floor <base port> <calls> <relay 0|1> <complexity>
 *
 * Needs no headers of libopus: its stable functions are declared here.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

extern void *opus_encoder_create(int rate_hz, int channels, int application, int *error);
extern int opus_encoder_ctl(void *encoder, int request, ...);
extern int opus_encode(void *encoder, const int16_t *pcm, int samples, unsigned char *payload, int octets_max);
extern void *opus_decoder_create(int rate_hz, int channels, int *error);
extern int opus_decode(void *decoder, const unsigned char *payload, int octets, int16_t *pcm, int samples, int fec);

enum { VOIP = 2048, SET_BITRATE = 4002, SET_COMPLEXITY = 4010, SET_SIGNAL = 4024, VOICE = 3001 };
enum { FRAME = 160, HEADER = 12, EVENTS = 1024, DATAGRAM = 2048, TURN_NANOS = 1000000 };

struct leg {
    int socket;
    struct sockaddr_in peer;
    void *encoder, *decoder;
    uint16_t sequence;
    uint32_t timestamp;
};

static int16_t linear[256];
static unsigned char companded[65536];

static void tables(void) {
    for (int code = 0; code < 256; code++) {
        int inverted = ~code & 0xFF, exponent = (inverted >> 4) & 7;
        int magnitude = (((inverted & 15) << 3) + 132 << exponent) - 132;
        linear[code] = inverted & 128 ? -magnitude : magnitude;
    }
    for (int sample = -32768; sample < 32768; sample++) {
        int magnitude = abs(sample) + 132, exponent = 7;
        if (magnitude > 32767) magnitude = 32767;
        while (exponent > 0 && !(magnitude >> (exponent + 7))) exponent--;
        int code = (sample < 0 ? 128 : 0) | exponent << 4 | (magnitude >> (exponent + 3) & 15);
        companded[(uint16_t) sample] = ~code & 0xFF;
    }
}

static void open_leg(struct leg *leg, int port, int epoll, int index, int complexity) {
    struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
    int error;
    leg->socket = socket(AF_INET, SOCK_DGRAM | SOCK_NONBLOCK, 0);
    if (bind(leg->socket, (struct sockaddr *) &at, sizeof at)) {
        perror("bind");
        exit(1);
    }
    struct epoll_event wanted = {.events = EPOLLIN, .data.u32 = index};
    epoll_ctl(epoll, EPOLL_CTL_ADD, leg->socket, &wanted);
    leg->encoder = opus_encoder_create(8000, 1, VOIP, &error);
    opus_encoder_ctl(leg->encoder, SET_BITRATE, 24000);
    opus_encoder_ctl(leg->encoder, SET_COMPLEXITY, complexity);
    opus_encoder_ctl(leg->encoder, SET_SIGNAL, VOICE);
    leg->decoder = opus_decoder_create(8000, 1, &error);
}

/* Fills the payload for the other leg; returns its octets. */
static int transcode(struct leg *from, struct leg *to, int from_opus, unsigned char *in, int octets, unsigned char *out) {
    int16_t pcm[960];
    if (from_opus) {
        int samples = opus_decode(from->decoder, in, octets, pcm, 960, 0);
        for (int i = 0; i < samples; i++) out[i] = companded[(uint16_t) pcm[i]];
        return samples;
    }
    for (int i = 0; i < FRAME; i++) pcm[i] = linear[in[i]];
    return opus_encode(to->encoder, pcm, FRAME, out, 1275);
}

static void arrived(struct leg *legs, int index, int relay) {
    struct leg *from = &legs[index], *to = &legs[index ^ 1];
    unsigned char in[DATAGRAM], out[DATAGRAM];
    socklen_t size = sizeof from->peer;
    int octets = recvfrom(from->socket, in, sizeof in, 0, (struct sockaddr *) &from->peer, &size);
    if (octets <= HEADER || !to->peer.sin_port) return;
    int from_opus = index & 1, length = octets - HEADER;
    memcpy(out, in, HEADER);
    if (relay) {
        memcpy(out + HEADER, in + HEADER, length);
    } else {
        length = transcode(from, to, from_opus, in + HEADER, length, out + HEADER);
        out[1] = from_opus ? 0 : 111;
    }
    uint16_t sequence = htons(++to->sequence);
    uint32_t timestamp = htonl(to->timestamp += from_opus ? FRAME : 6 * FRAME);
    memcpy(out + 2, &sequence, 2);
    memcpy(out + 4, &timestamp, 4);
    sendto(to->socket, out, HEADER + length, 0, (struct sockaddr *) &to->peer, sizeof to->peer);
}

int main(int count, char **words) {
    if (count != 5) return 2;
    int base = atoi(words[1]), calls = atoi(words[2]), relay = atoi(words[3]), complexity = atoi(words[4]);
    struct leg *legs = calloc(2 * calls, sizeof *legs);
    struct epoll_event events[EVENTS];
    struct timespec turn = {0, TURN_NANOS};
    int epoll = epoll_create1(0);
    tables();
    for (int i = 0; i < 2 * calls; i++) open_leg(&legs[i], base + i, epoll, i, complexity);
    puts("ready");
    fflush(stdout);
    for (;;) {
        /* A turn a millisecond costs less than a wake-up a packet. */
        int ready = epoll_wait(epoll, events, EVENTS, 0);
        for (int i = 0; i < ready; i++) arrived(legs, events[i].data.u32, relay);
        if (ready < EVENTS) nanosleep(&turn, 0);
    }
}
