// Block devices: what is asked of them and what comes back.

/* probe ioblock.request, ioblock_trace.request - a request for blocks is made
 *
 * devname        name of the device: "sda1"
 * ino            inode number of the file; -1 where none is known
 * sector         first sector
 * size           bytes
 * rw             0 a read, 1 a write
 * opf            operation and flags
 * flags          flags of the bio
 * vcnt           number of its parts
 * idx            index of the first part that is left
 * phys_segments  0: kernels no longer count them
 * bdev           address of the block_device
 * bdev_contains  address of the block_device of the whole disk; 0 where it is not known
 * p_start_sect   first sector of the partition
 * bytes_done     0
 * q              address of the request_queue
 * bio            address of the bio
 * name           "ioblock.request"
 */
probe ioblock.request = ioblock_trace.request = kernel.trace("block_bio_queue")
{
  name = "ioblock.request"
  devname = kernel_string($bio->bi_bdev->bd_device->kobj->name)
  ino = $bio->bi_vcnt == 0 ? -1 : _bio_page_is_file($bio->bi_io_vec->bv_page->mapping) ? $bio->bi_io_vec->bv_page->mapping->host->i_ino : -1
  sector = $bio->bi_iter->bi_sector
  size = $bio->bi_iter->bi_size
  rw = $bio->bi_opf & 1
  opf = $bio->bi_opf
  flags = $bio->bi_flags
  vcnt = $bio->bi_vcnt
  idx = $bio->bi_iter->bi_idx
  phys_segments = 0
  bdev = $bio->bi_bdev
  bdev_contains = @choose_defined($bio->bi_bdev->bd_disk->part0, 0)
  p_start_sect = $bio->bi_bdev->bd_start_sect
  bytes_done = 0
  q = @choose_defined($q, @choose_defined($bio->bi_bdev->bd_queue, 0))
  bio = $bio
}

/* probe ioblock.end, ioblock_trace.end - a request for blocks is done
 *
 * Devices that sort their requests report a request with all that was joined to it, others each bio.
 *
 * error          0, or the kernel's block status
 * devname        name of the device: "sda1"
 * ino            -1: its pages may be gone
 * sector         first sector
 * size           bytes that are done, or left
 * rw             0 a read, 1 a write
 * opf            operation and flags
 * flags          flags of the bio, or of the request
 * vcnt           number of its parts
 * idx            index of the first part that is left
 * phys_segments  number of its parts in memory; 0 where it is not known
 * bdev           address of the block_device
 * bdev_contains  address of the block_device of the whole disk; 0 where it is not known
 * p_start_sect   first sector of the partition
 * bytes_done     bytes that are done
 * q              address of the request_queue
 * bio            address of the first bio; 0 without one
 * name           "ioblock.end"
 */
probe ioblock.end = ioblock_trace.end = kernel.trace("block_bio_complete"), kernel.trace("block_rq_complete")
{
  name = "ioblock.end"
  ino = -1
  if (@defined($rq)) {
    error = $error
    devname = $rq->part ? kernel_string($rq->part->bd_device->kobj->name) : $rq->q->disk ? $rq->q->disk->disk_name : ""
    sector = $rq->__sector
    size = $nr_bytes
    rw = $rq->cmd_flags & 1
    opf = $rq->cmd_flags
    flags = $rq->rq_flags
    vcnt = $rq->bio ? $rq->bio->bi_vcnt : 0
    idx = $rq->bio ? $rq->bio->bi_iter->bi_idx : 0
    phys_segments = $rq->nr_phys_segments
    bdev = $rq->part
    bdev_contains = $rq->part ? $rq->part->bd_disk->part0 : 0
    p_start_sect = $rq->part ? $rq->part->bd_start_sect : 0
    bytes_done = $nr_bytes
    q = $rq->q
    bio = $rq->bio
  } else {
    error = $bio->bi_status
    devname = kernel_string($bio->bi_bdev->bd_device->kobj->name)
    sector = $bio->bi_iter->bi_sector
    size = $bio->bi_iter->bi_size
    rw = $bio->bi_opf & 1
    opf = $bio->bi_opf
    flags = $bio->bi_flags
    vcnt = $bio->bi_vcnt
    idx = $bio->bi_iter->bi_idx
    phys_segments = 0
    bdev = $bio->bi_bdev
    bdev_contains = @choose_defined($bio->bi_bdev->bd_disk->part0, 0)
    p_start_sect = $bio->bi_bdev->bd_start_sect
    bytes_done = @choose_defined($bio->bi_iter->bi_bvec_done, 0)
    q = $q
    bio = $bio
  }
}

/* probe ioscheduler_trace.elv_issue_request - a request goes to the driver of its device
 *
 * elevator_name  name of the device's scheduler; "none" without one
 * disk_major     number of the device's driver
 * disk_minor     number of the device there
 * rq             address of the request
 * rq_flags       its operation and flags
 * name           "elv_issue_request"
 */
probe ioscheduler_trace.elv_issue_request = kernel.trace("block_rq_issue")
{
  name = "elv_issue_request"
  elevator_name = $rq->q->elevator ? kernel_string($rq->q->elevator->type->elevator_name) : "none"
  disk_major = @choose_defined($rq->q->disk->major, $rq->rq_disk->major)
  disk_minor = @choose_defined($rq->q->disk->first_minor, $rq->rq_disk->first_minor)
  rq = $rq
  rq_flags = $rq->cmd_flags
}

/* probe ioscheduler_trace.elv_completed_request - a request, or a part of it, is done
 *
 * elevator_name  name of the device's scheduler; "none" without one
 * disk_major     number of the device's driver
 * disk_minor     number of the device there
 * rq             address of the request
 * rq_flags       its operation and flags
 * name           "elv_completed_request"
 */
probe ioscheduler_trace.elv_completed_request = kernel.trace("block_rq_complete")
{
  name = "elv_completed_request"
  elevator_name = $rq->q->elevator ? kernel_string($rq->q->elevator->type->elevator_name) : "none"
  disk_major = @choose_defined($rq->q->disk->major, $rq->rq_disk->major)
  disk_minor = @choose_defined($rq->q->disk->first_minor, $rq->rq_disk->first_minor)
  rq = $rq
  rq_flags = $rq->cmd_flags
}

/* probe ioscheduler_trace.elv_requeue_request - a request goes back to its queue: the device was not ready
 *
 * elevator_name  name of the device's scheduler; "none" without one
 * disk_major     number of the device's driver
 * disk_minor     number of the device there
 * rq             address of the request
 * rq_flags       its operation and flags
 * name           "elv_requeue_request"
 */
probe ioscheduler_trace.elv_requeue_request = kernel.trace("block_rq_requeue")
{
  name = "elv_requeue_request"
  elevator_name = $rq->q->elevator ? kernel_string($rq->q->elevator->type->elevator_name) : "none"
  disk_major = @choose_defined($rq->q->disk->major, $rq->rq_disk->major)
  disk_minor = @choose_defined($rq->q->disk->first_minor, $rq->rq_disk->first_minor)
  rq = $rq
  rq_flags = $rq->cmd_flags
}

/* probe ioscheduler_trace.plug - requests are held back for a moment, to be sorted
 *
 * rq_queue  address of the request_queue
 * name      "plug"
 */
probe ioscheduler_trace.plug = kernel.trace("block_plug")
{
  name = "plug"
  rq_queue = $q
}

/* probe ioscheduler_trace.unplug_io - requests are held back no longer
 *
 * rq_queue  address of the request_queue
 * name      "unplug_io"
 */
probe ioscheduler_trace.unplug_io = kernel.trace("block_unplug")
{
  name = "unplug_io"
  rq_queue = $q
}

// A page's mapping is a file's where it is there and its lowest two bits, which mark anonymous and moving pages, are 0.
function _bio_page_is_file:long(mapping:long) { return mapping != 0 && (mapping & 3) == 0 }

// 1 for a write, 0 for a read, from the `rw` of the points of block devices.
function bio_rw_num:long(rw:long) { return rw & 1 }

// "W" for a write, "R" for a read.
function bio_rw_str:string(rw:long) { return rw & 1 ? "W" : "R" }

// The number of a device's driver, from the device's number as the kernel holds it.
function MAJOR:long(dev:long) { return dev >> 20 }

// The number of a device at its driver.
function MINOR:long(dev:long) { return dev & 0xfffff }

// The kernel's number of a device.
function MKDEV:long(major:long, minor:long) { return (major << 20) | (minor & 0xfffff) }

// The number of a device from its halves in user space's form (makedev(3)).
function usrdev2kerndev:long(dev:long)
{
  return MKDEV((dev >> 8) & 0xfff, (dev & 0xff) | ((dev >> 12) & 0xfff00))
}
