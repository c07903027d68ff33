package org.maillage.mail;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.xbill.DNS.DClass;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TXTRecord;

/** A DNS server on this machine that knows TXT records only: real questions and answers over UDP. */
final class OwnDns implements AutoCloseable {
    private final DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress());
    private final Map<String, List<String>> texts = new LinkedHashMap<>();
    private volatile int failing = Rcode.NOERROR;

    OwnDns() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    /** Puts records at {@code name}; none makes a name that exists and has no TXT record. */
    synchronized OwnDns with(String name, String... records) {
        texts.put(name + ".", List.of(records));
        return this;
    }

    /** Answers every question with this error from now on. */
    OwnDns failing(int rcode) {
        failing = rcode;
        return this;
    }

    InetSocketAddress address() {
        return new InetSocketAddress(socket.getLocalAddress(), socket.getLocalPort());
    }

    @Override
    public void close() {
        socket.close();
    }

    private void serve() {
        var packet = new DatagramPacket(new byte[4096], 4096);
        while (!socket.isClosed()) {
            try {
                socket.receive(packet);
                byte[] answer = answer(new Message(Arrays.copyOf(packet.getData(), packet.getLength())))
                        .toWire();
                socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
            } catch (IOException e) {
                if (!socket.isClosed()) throw new java.io.UncheckedIOException(e);
            }
        }
    }

    private synchronized Message answer(Message question) {
        var answer = new Message(question.getHeader().getID());
        answer.getHeader().setFlag(Flags.QR);
        answer.addRecord(question.getQuestion(), Section.QUESTION);
        var name = question.getQuestion().getName();
        List<String> known = texts.get(name.toString());
        if (failing != Rcode.NOERROR) answer.getHeader().setRcode(failing);
        else if (known == null) answer.getHeader().setRcode(Rcode.NXDOMAIN);
        else
            for (String text : known)
                answer.addRecord(new TXTRecord(name, DClass.IN, 60, strings(text)), Section.ANSWER);
        return answer;
    }

    /** A string of a record holds 255 bytes: longer texts are cut, as name servers do. */
    private static List<String> strings(String text) {
        var strings = new ArrayList<String>();
        for (int at = 0; at < text.length(); at += 255)
            strings.add(text.substring(at, Math.min(text.length(), at + 255)));
        return strings;
    }
}
