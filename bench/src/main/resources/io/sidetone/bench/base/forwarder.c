/* Forwards datagrams to a port of this machine with as little work as a program can do: the measure of ours.
 *
 * usage: forwarder PORT [connected]
 *
 * Prints the port that it listens on and goes on until its standard input ends. With "connected" it sends on a second
 * socket that is connected to the port: what that would gain.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define RECEIVE_BUFFER (4 << 20)

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static struct sockaddr_in loopback(int port) {
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port)};
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    return address;
}

static void *until_input_ends(void *unused) {
    (void)unused;
    char octet;
    while (read(0, &octet, 1) > 0) {
    }
    _exit(0);
}

static int listening(void) {
    int socket_number = socket(AF_INET, SOCK_DGRAM, 0);
    int size = RECEIVE_BUFFER;
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

int main(int count, char **arguments) {
    static char octets[65536];
    pthread_t watcher;
    if (count < 2) {
        fprintf(stderr, "usage: forwarder PORT [connected]\n");
        return 2;
    }
    struct sockaddr_in target = loopback(atoi(arguments[1]));
    int in = listening();
    int out = in;
    int connected = count > 2 && strcmp(arguments[2], "connected") == 0;
    if (connected) {
        out = socket(AF_INET, SOCK_DGRAM, 0);
        if (connect(out, (struct sockaddr *)&target, sizeof target) != 0) {
            fail("connect");
        }
    }
    if (pthread_create(&watcher, NULL, until_input_ends, NULL) != 0) {
        fail("pthread_create");
    }
    for (;;) {
        struct sockaddr_in source;
        socklen_t length = sizeof source;
        ssize_t size = recvfrom(in, octets, sizeof octets, 0, (struct sockaddr *)&source, &length);
        if (size < 0) {
            fail("recvfrom");
        }
        if (connected) {
            send(out, octets, size, 0);
        } else {
            sendto(out, octets, size, 0, (struct sockaddr *)&target, sizeof target);
        }
    }
}
