#!/bin/sh
# A machine of its own beside this one: this one's files under an overlay that is forgotten, its own processes, network and
# systemd. In: a folder for the overlay, a folder that becomes /opt/bluezone, and the Python of its `make .venv/ready`.
# Run by `python -m tests.machine` in namespaces of its own; ends as the machine's first process.
set -eu
folder=$1 clone=$2 python=$3
root=$folder/root
mkdir -p "$folder/layer" "$root"
mount -t tmpfs layer "$folder/layer"
mkdir "$folder/layer/upper" "$folder/layer/work"
mount -t overlay overlay -o "lowerdir=/,upperdir=$folder/layer/upper,workdir=$folder/layer/work" "$root"
mkdir -p "$root/opt/bluezone"
mount --bind "$clone" "$root/opt/bluezone"
mount -t proc proc "$root/proc"
mount -t tmpfs -o mode=1777 tmp "$root/tmp"
mount -t tmpfs -o mode=755 dev "$root/dev"
for each in null zero full random urandom tty; do
  touch "$root/dev/$each"
  mount --bind "/dev/$each" "$root/dev/$each"
done
ln -s /proc/self/fd "$root/dev/fd"
mkdir "$root/dev/shm" "$root/dev/pts"
mount -t tmpfs shm "$root/dev/shm"
mount -t devpts -o newinstance,ptmxmode=0666 devpts "$root/dev/pts"
ln -s pts/ptmx "$root/dev/ptmx"

# with this machine's network still, as an installation has one
chroot "$root" make --silent -C /opt/bluezone "PYTHON=$python" .venv/ready

exec unshare --net --cgroup sh -eu -c '
  mount -t sysfs -o ro sysfs "$1/sys"
  mount -t cgroup2 cgroup2 "$1/sys/fs/cgroup"
  mount -t tmpfs -o mode=755 run "$1/run"
  cd "$1"
  mkdir run/left
  pivot_root . run/left
  umount --lazy run/left
  rmdir run/left
  : > /etc/machine-id
  exec env -i container=bluezone PATH=/usr/sbin:/usr/bin:/sbin:/bin /lib/systemd/systemd --unit=multi-user.target
' boot "$root"
