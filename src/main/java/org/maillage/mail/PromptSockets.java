package org.maillage.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import javax.net.SocketFactory;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes sockets that send at once (TCP_NODELAY): an SMTP dialogue is small packets, and Nagle's algorithm against delayed
 * acknowledgements costs 40 ms a message. Remembers what it made, so that the dialogue can go on over it once Angus Mail
 * has opened the door, and so that a stalled line can be cut.
 */
final class PromptSockets extends SocketFactory {
    private volatile @Nullable Socket line; // TCP
    private volatile @Nullable Socket outermost; // TCP, or TLS over it

    /** The socket over which client and server talk now. @throws IOException when none was made */
    Socket wire() throws IOException {
        Socket made = outermost;
        if (made == null) throw new IOException("No line");
        return made;
    }

    void close() {
        Socket made = line == null ? outermost : line; // closing TLS properly would wait for a line that may be dead
        if (made == null) return;
        try {
            made.close();
        } catch (IOException e) {
            // It is being thrown away.
        }
    }

    @Override
    public Socket createSocket() throws IOException {
        var socket = new Socket();
        socket.setTcpNoDelay(true);
        line = socket;
        outermost = socket;
        return socket;
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        throw onlyUnconnected();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
        throw onlyUnconnected();
    }

    private static IOException onlyUnconnected() {
        return new IOException("Only unconnected sockets: the caller sets its timeout first");
    }

    /** The same over TLS, with the JDK's own factory and trust. */
    SSLSocketFactory tls() {
        return new Tls((SSLSocketFactory) SSLSocketFactory.getDefault());
    }

    private final class Tls extends SSLSocketFactory {
        private final SSLSocketFactory jdk;

        private Tls(SSLSocketFactory jdk) {
            this.jdk = jdk;
        }

        /** For TLS from the first byte on. */
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = jdk.createSocket();
            socket.setTcpNoDelay(true);
            outermost = socket;
            return socket;
        }

        /** For STARTTLS: over the line that is open. */
        @Override
        public Socket createSocket(Socket open, String host, int port, boolean autoClose) throws IOException {
            Socket socket = jdk.createSocket(open, host, port, autoClose);
            outermost = socket;
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) throws IOException {
            throw onlyUnconnected();
        }

        @Override
        public String[] getDefaultCipherSuites() {
            return jdk.getDefaultCipherSuites();
        }

        @Override
        public String[] getSupportedCipherSuites() {
            return jdk.getSupportedCipherSuites();
        }
    }
}
