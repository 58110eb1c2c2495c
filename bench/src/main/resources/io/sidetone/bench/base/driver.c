/* Sends a message again and again, counts what comes back, and reads the CPU time of the process that handles it.
 *
 * usage: driver FILE
 *
 * FILE holds the message; a run of '#' in it becomes a number that counts up. Prints the UDP port that it sends from and
 * where it expects what comes back. Then each line of its standard input is an order, answered by one line:
 *
 *     pace PID PORT RATE MILLIS        datagrams to PORT, RATE in a second
 *     datagrams PID PORT WINDOW MILLIS datagrams to PORT, up to WINDOW of them unanswered
 *     stream PID PORT WINDOW MILLIS    the same over a TCP connection; an answer ends with an empty line
 *     hold PID PORT COUNT MILLIS       COUNT connections, one ping over each, and then silence; 0 closes them
 *
 *     SENT RECEIVED CPU WALL           of process PID the CPU time, and the time that went by, in nanoseconds
 *
 * Of "hold", the last two are those of the silence. It never waits in a receiving call, so nobody pays for waking it.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SECOND 1000000000LL
#define MILLISECOND 1000000LL

/* How long nothing may come until what is missing counts as lost. */
#define PATIENCE SECOND

/* Connections from one address; the next ones come from the next address of 127.0.0.0/8. */
#define PER_ADDRESS 4000

/* Datagrams of a rate are sent in bunches, so often, as a network card hands them over. To sleep before each costs a
 * virtual machine far more than to send it, and would be charged in part to whom we measure. */
#define TICK (SECOND / 2000)

/* How long it sleeps while a window is full. */
#define PAUSE (2 * MILLISECOND)

#define SOCKET_BUFFER (8 << 20)

static char message[65536];
static size_t message_length;
static char *number;
static int number_length;
static long long next_number;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static long long time_of(clockid_t clock) {
    struct timespec time;
    if (clock_gettime(clock, &time) != 0) {
        fail("clock_gettime");
    }
    return time.tv_sec * SECOND + time.tv_nsec;
}

static long long now(void) { return time_of(CLOCK_MONOTONIC); }

static void sleep_until(long long when) {
    struct timespec time = {.tv_sec = when / SECOND, .tv_nsec = when % SECOND};
    while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &time, NULL) == EINTR) {
    }
}

static void read_message(const char *path) {
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fail(path);
    }
    message_length = fread(message, 1, sizeof message - 1, file);
    fclose(file);
    number = strchr(message, '#');
    number_length = number == NULL ? 0 : (int)strspn(number, "#");
}

static void count_up(void) {
    long long value = next_number++;
    for (int i = number_length - 1; i >= 0; i--) {
        number[i] = '0' + value % 10;
        value /= 10;
    }
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static int open_datagrams(void) {
    int socket_number = socket(AF_INET, SOCK_DGRAM, 0);
    int size = SOCKET_BUFFER;
    struct sockaddr_in address = loopback(0);
    socklen_t length = sizeof address;
    if (setsockopt(socket_number, SOL_SOCKET, SO_RCVBUFFORCE, &size, sizeof size) != 0) {
        setsockopt(socket_number, SOL_SOCKET, SO_RCVBUF, &size, sizeof size);
    }
    if (bind(socket_number, (struct sockaddr *)&address, length) != 0
            || getsockname(socket_number, (struct sockaddr *)&address, &length) != 0) {
        fail("bind");
    }
    printf("%d\n", ntohs(address.sin_port));
    fflush(stdout);
    return socket_number;
}

static int open_stream(int port) {
    struct sockaddr_in target = loopback(port);
    int socket_number = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    if (connect(socket_number, (struct sockaddr *)&target, sizeof target) != 0) {
        fail("connect");
    }
    setsockopt(socket_number, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return socket_number;
}

/* One thing that can be driven: datagrams to a port, or a connection. */
struct way {
    int socket;
    int stream;
    struct sockaddr_in target;
    /* How much of the empty line at the end of an answer has come. */
    int matched;
};

static void send_one(struct way *way) {
    count_up();
    if (!way->stream) {
        if (sendto(way->socket, message, message_length, 0, (struct sockaddr *)&way->target, sizeof way->target) < 0) {
            fail("sendto");
        }
        return;
    }
    for (size_t sent = 0; sent < message_length;) {
        ssize_t part = send(way->socket, message + sent, message_length - sent, MSG_NOSIGNAL);
        if (part < 0) {
            fail("send");
        }
        sent += part;
    }
}

static long empty_lines(struct way *way, const char *octets, ssize_t size) {
    long lines = 0;
    for (ssize_t i = 0; i < size; i++) {
        int expected = way->matched % 2 == 0 ? '\r' : '\n';
        way->matched = octets[i] == expected ? way->matched + 1 : octets[i] == '\r';
        if (way->matched == 4) {
            lines++;
            way->matched = 0;
        }
    }
    return lines;
}

/* Takes all that has come. */
static long receive_all(struct way *way) {
    static char octets[65536];
    long received = 0;
    for (;;) {
        ssize_t size = recv(way->socket, octets, sizeof octets, MSG_DONTWAIT);
        if (size < 0 && (errno == EAGAIN || errno == EINTR)) {
            return received;
        }
        if (size < 0 || (size == 0 && way->stream)) {
            fail("recv");
        }
        received += way->stream ? empty_lines(way, octets, size) : 1;
    }
}

struct result {
    long long sent;
    long long received;
};

/* Waits for what is still under way. */
static void await(struct way *way, struct result *result) {
    long long last = now();
    while (result->received < result->sent && now() - last < PATIENCE) {
        long received = receive_all(way);
        result->received += received;
        if (received > 0) {
            last = now();
        } else {
            sleep_until(now() + MILLISECOND);
        }
    }
}

static struct result pace(struct way *way, long long rate, long long millis) {
    struct result result = {0, 0};
    long long start = now();
    long long count = rate * millis / 1000;
    while (result.sent < count) {
        long long due = start + result.sent * SECOND / rate;
        if (now() < due) {
            result.received += receive_all(way);
            sleep_until((due + TICK - 1) / TICK * TICK);
        } else if (result.sent % 64 == 0) {
            result.received += receive_all(way);
        }
        send_one(way);
        result.sent++;
    }
    await(way, &result);
    return result;
}

static struct result keep_full(struct way *way, long long window, long long millis) {
    struct result result = {0, 0};
    long long end = now() + millis * MILLISECOND;
    long long last = now();
    long long under_way = 0;
    while (now() < end) {
        long received = receive_all(way);
        result.received += received;
        under_way -= received;
        if (received > 0) {
            last = now();
        } else if (!way->stream && now() - last > PATIENCE) {
            under_way = 0;
        }
        while (under_way < window) {
            send_one(way);
            result.sent++;
            under_way++;
        }
        sleep_until(now() + PAUSE);
    }
    return result;
}

static int *held;
static long long held_count;

static int connect_from(long long address, int port) {
    struct sockaddr_in source = loopback(0);
    struct sockaddr_in target = loopback(port);
    int socket_number = socket(AF_INET, SOCK_STREAM, 0);
    int yes = 1;
    source.sin_addr.s_addr = htonl(INADDR_LOOPBACK + address);
    if (socket_number < 0) {
        fail("socket: too few open files are allowed (ulimit -n)");
    }
    /* Else the port would be taken from all addresses together. */
    setsockopt(socket_number, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &yes, sizeof yes);
    if (bind(socket_number, (struct sockaddr *)&source, sizeof source) != 0
            || connect(socket_number, (struct sockaddr *)&target, sizeof target) != 0) {
        fail("connect");
    }
    return socket_number;
}

/* Whether the other side has answered a ping, within some seconds. */
static int is_answered(int socket_number) {
    struct timeval limit = {.tv_sec = 5};
    char octets[2];
    setsockopt(socket_number, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
    return recv(socket_number, octets, sizeof octets, MSG_WAITALL) == sizeof octets;
}

static struct result hold(int port, long long count) {
    struct result result = {0, 0};
    for (long long i = 0; i < held_count; i++) {
        close(held[i]);
    }
    free(held);
    held = calloc(count + 1, sizeof *held);
    for (held_count = 0; held_count < count; held_count++) {
        held[held_count] = connect_from(held_count / PER_ADDRESS, port);
        if (send(held[held_count], "\r\n\r\n", 4, MSG_NOSIGNAL) != 4) {
            fail("send");
        }
        result.sent++;
    }
    /* One that does not answer speaks for all behind it. */
    while (result.received < count && is_answered(held[result.received])) {
        result.received++;
    }
    return result;
}

static void report(struct result result, long long cpu, long long wall) {
    printf("%lld %lld %lld %lld\n", result.sent, result.received, cpu, wall);
    fflush(stdout);
}

static void obey(const char *what, int datagrams, int process, int port, long long amount, long long millis) {
    struct way way = {.socket = datagrams, .target = loopback(port)};
    clockid_t cpu;
    way.stream = strcmp(what, "stream") == 0;
    if (way.stream) {
        way.socket = open_stream(port);
    }
    if (clock_getcpuclockid(process, &cpu) != 0) {
        fail("clock_getcpuclockid");
    }
    receive_all(&way);
    if (strcmp(what, "hold") == 0) {
        struct result holding = hold(port, amount);
        /* What the connecting has set off, as the compilers of a virtual machine, is no silence yet. */
        sleep_until(now() + millis * MILLISECOND);
        long long cpu_before = time_of(cpu);
        long long before = now();
        sleep_until(before + millis * MILLISECOND);
        report(holding, time_of(cpu) - cpu_before, now() - before);
        return;
    }
    long long cpu_before = time_of(cpu);
    long long before = now();
    struct result result = strcmp(what, "pace") == 0 ? pace(&way, amount, millis) : keep_full(&way, amount, millis);
    long long wall = now() - before;
    report(result, time_of(cpu) - cpu_before, wall);
    /* What is late must not be counted for the next order. */
    await(&way, &result);
    if (way.stream) {
        close(way.socket);
    }
}

int main(int count, char **arguments) {
    char line[256];
    char what[16];
    int process;
    int port;
    long long amount;
    long long millis;
    if (count != 2) {
        fprintf(stderr, "usage: driver FILE\n");
        return 2;
    }
    prctl(PR_SET_TIMERSLACK, 1);
    read_message(arguments[1]);
    int datagrams = open_datagrams();
    while (fgets(line, sizeof line, stdin) != NULL) {
        if (sscanf(line, "%15s %d %d %lld %lld", what, &process, &port, &amount, &millis) != 5) {
            fprintf(stderr, "driver: no order: %s", line);
            return 2;
        }
        obey(what, datagrams, process, port, amount, millis);
    }
    return 0;
}
